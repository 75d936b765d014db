; What the installer says of its own; the rest is NSIS's Persian.
!define TITLE "پیشخوان"
!define PUBLISHER "پروژه پیشخوان"
; Asked by MultiUser.nsh; its Persian lacks them. Before MUI_LANGUAGE.
!macro INSTALL_MODE_WORDS
!define MULTIUSER_TEXT_INSTALLMODE_TITLE "برای چه کسی"
!define MULTIUSER_TEXT_INSTALLMODE_SUBTITLE "پیشخوان برای چه کسانی نصب شود؟"
!define MULTIUSER_INNERTEXT_INSTALLMODE_TOP "فقط برای شما، یا برای همه کاربران این رایانه؟ داده هر کاربر از آن خود او می‌ماند."
!define MULTIUSER_INNERTEXT_INSTALLMODE_ALLUSERS "برای همه کاربران این رایانه"
!define MULTIUSER_INNERTEXT_INSTALLMODE_CURRENTUSER "فقط برای من"
!macroend
!macro WORDS
LangString PROGRAM_OPEN ${LANG_FARSI} "پیشخوان باز است. آن را ببندید و دوباره تلاش کنید."
LangString NOT_WRITTEN ${LANG_FARSI} "نصب کامل نشد و نسخه پیشین سر جای خود ماند. جای خالی دیسک و اجازه نوشتن در پوشه را ببینید و دوباره نصب کنید."
LangString TOO_OLD ${LANG_FARSI} "این برنامه به ویندوز ۱۰ یا تازه‌تر، نسخه ۶۴ بیتی، نیاز دارد."
LangString DATA_STAYS ${LANG_FARSI} "برنامه حذف می‌شود. داده دفتر (پرونده رمزشده، کلیدها، برگه‌ها و پشتیبان‌ها) در پوشه کاربر می‌ماند و دست نمی‌خورد: $LOCALAPPDATA\pishkhan"
LangString DATA_STAYED ${LANG_FARSI} "داده دفتر سر جای خود است: $LOCALAPPDATA\pishkhan"
!macroend
