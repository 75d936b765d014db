"""The regulator's reference back end (سازمان تنظیم مقررات): a Django project named by the six
functions of the law, with the device API and the citizens' pages (#102, #120).
"""
