"""How the windows look: colours, one style sheet for all themes, fonts and icons."""

from ui.theme.tokens import CONTRAST, DARK, LIGHT, THEMES, Tokens, contrast

__all__ = ["CONTRAST", "DARK", "LIGHT", "THEMES", "Tokens", "contrast"]
