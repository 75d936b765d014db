"""شکایت – complaints, criticisms and suggestions with a promised reply time (#102-vi, #88)."""
