"""Words for complaints that are filed."""

import json
import random

SENTENCES = [
    "Water is leaking near the A building on the ground floor.",
    "The customer was charged twice for the same invoice.",
    "I cannot log in after the password was changed yesterday.",
    "The street light in front of house 14 has been dark for a week.",
    "The export file is empty although the report shows rows.",
    "Nobody answered my previous message about this problem.",
    "A refund was promised on the phone but never arrived.",
    "The meter reading on the bill does not match the meter.",
    "The page shows an error after I press the save button.",
    "There is a strong smell of gas in the stairwell every morning.",
    "The payment gateway times out when the card is foreign.",
    "The mobile app closes itself when a photo is attached.",
    "The road surface is broken and a motorbike fell last night.",
    "The lift has stopped between floors three times this month.",
    "The technician came, but he did not have the spare part.",
    "Please close the duplicate account and keep the older one.",
    "It affects about forty people in our department.",
]


def complaint(chance):
    """The body of a request to file a complaint, the same for all targets; chance is a random.Random."""
    text = chance.choice(SENTENCES)
    length = chance.randint(100, 400)
    while len(text) < length:
        text += " " + chance.choice(SENTENCES)
    return json.dumps(
        {
            "title": f"{chance.choice(SENTENCES)[:40].strip()} {chance.randint(1, 4999)}",
            "description": text[:length].strip(),
            "category": chance.choice(["billing", "technical", "account", "general"]),
            "priority": chance.choice(["low", "medium", "high"]),
        }
    )


def complaints(amount=20_000):
    chance = random.Random()
    return [complaint(chance) for _ in range(amount)]
