"""The talk that every peer has with every chat: /intake, five typed answers, thanks."""

QUESTIONS = (
    "Vraag 1 van 5: waarmee kan iemand u helpen?",
    "Vraag 2 van 5: op welke dag?",
    "Vraag 3 van 5: hoe laat?",
    "Vraag 4 van 5: hoe heet u, en in welke straat woont u?",
    "Vraag 5 van 5: klopt het zo?",
)
THANKS = "Dank u wel, het staat genoteerd."
KEYS = ("what", "day", "hour", "who", "sure")
