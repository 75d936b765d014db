"""What a manager does about people, in words and by which key; the table of keys needs no more."""

# (name, words, key): of the marked person, and of the whole office.
ACTS = (
    ("start", "کد شروع تازه", "F10"),
    ("unlock", "باز کردن قفل", "F11"),
    ("switch", "غیرفعال کردن", "F12"),
    ("services", "مجوز خدمت‌ها", "F8"),
)
OF_THE_OFFICE = (
    ("propose", "پیشنهاد همکار تازه", "F9"),
    ("reads", "چه کسی چه دید", "F7"),
    ("rules", "قفل و مهلت ورود", "Shift+F8"),
)
