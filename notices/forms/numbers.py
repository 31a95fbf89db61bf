"""Numbers read from an address that anybody may have typed."""


def number_or_none(text: str | None) -> int | None:
    """A number from an address, or none when it is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
