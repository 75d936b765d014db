"""The windows: Qt and nothing but. `models` hold a screen's state without Qt, `views` draw it."""
