"""Numbers as Vietnamese offices print them, by whole-number arithmetic."""


def viet_number(number):
    """«1.234»: dots between thousands. Whole numbers only; "" for None."""
    return "" if number is None else f"{number:,}".replace(",", ".")


def viet_percent(numerator, denominator):
    """«87,5»: the share in percent, at most one decimal, halves away from zero, no % sign; "" when the whole is 0."""
    if not denominator:
        return ""
    sign = "-" if numerator * denominator < 0 else ""
    tenths = (abs(numerator) * 2000 + abs(denominator)) // (2 * abs(denominator))
    whole, decimal = divmod(tenths, 10)
    text = f"{viet_number(whole)},{decimal}" if decimal else viet_number(whole)
    return f"{sign}{text}" if tenths else "0"


def two_digits(number):
    """«05»: a 0 before whole numbers under 10, as official counts are often written; "" for None."""
    return "" if number is None else f"{number:02}" if abs(number) < 10 else viet_number(number)
