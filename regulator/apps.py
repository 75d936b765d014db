"""The Django applications, named in Persian for the staff console."""

from django.apps import AppConfig


class Licensing(AppConfig):
    name = "regulator.licensing"
    verbose_name = "پروانه‌ها"


class Offices(AppConfig):
    name = "regulator.offices"
    verbose_name = "دفترها"


class Tariffs(AppConfig):
    name = "regulator.tariffs"
    verbose_name = "تعرفه‌ها"


class Oversight(AppConfig):
    name = "regulator.oversight"
    verbose_name = "نظارت"


class Supervision(AppConfig):
    name = "regulator.supervision"
    verbose_name = "داشبورد نظارت"


class Delegation(AppConfig):
    name = "regulator.delegation"
    verbose_name = "واگذاری خدمات"


class Complaints(AppConfig):
    name = "regulator.complaints"
    verbose_name = "شکایت‌ها، انتقادها و پیشنهادها"


class Catalogue(AppConfig):
    name = "regulator.catalogue"
    verbose_name = "فهرست خدمات و انتشارها"


class Intake(AppConfig):
    name = "regulator.intake"
    verbose_name = "دریافت از باجه‌ها"


class Log(AppConfig):
    name = "regulator.log"
    verbose_name = "درخت سیاهه کشور"


class Courier(AppConfig):
    name = "regulator.courier"
    verbose_name = "بسته‌های پیک"


class Portal(AppConfig):
    name = "regulator.portal"
    verbose_name = "صفحه‌های مردم"


class Agencies(AppConfig):
    name = "regulator.agencies"
    verbose_name = "دستگاه‌های اجرایی"


class Notices(AppConfig):
    name = "regulator.notices"
    verbose_name = "اطلاعیه‌ها و قطعی‌ها"


class Auditing(AppConfig):
    name = "regulator.auditing"
    verbose_name = "ناظران"
