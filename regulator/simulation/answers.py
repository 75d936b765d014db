"""What a citizen who does not exist answers, for simulations, benches and tests alike."""

# A right request for the replacement of a birth certificate.
REPLACE = {
    "visitor_capacity": "self",
    "applicant_kind": "natural_iranian",
    "applicant_national_id": "0000000019",
    "applicant_first_name": "مریم",
    "applicant_last_name": "نمونه",
    "applicant_birth_date": "1368/04/17",
    "applicant_mobile": "09120000000",
    "residence_postal_code": "1319994567",
    "residence_address": "تهران، خیابان نمونه",
    "serial_no": "الف ۱۲ / ۳۴۵۶۷۸",
    "replace_reason": "worn",
    "has_photo": True,
}
