"""The windows: Qt and nothing but. `models` hold each screen's state without Qt, `views` draw it."""
