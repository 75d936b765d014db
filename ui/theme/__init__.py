"""How the windows look: colours, one style sheet for both themes, fonts and icons."""

from ui.theme.tokens import DARK, LIGHT, Tokens, contrast

__all__ = ["DARK", "LIGHT", "Tokens", "contrast"]
