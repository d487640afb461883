"""How a visit went, in the words of one who was to be there: it took place, it did not, or nothing was said. Pure."""

from flows.late import late_pattern
from flows.understanding.words import fold

_NOT = late_pattern(
    r"\b(?:ben|was|zijn) (?:\w+ ){0,2}niet (?:geweest|gegaan|gekomen)\b"
    r"|^(?:nee )?(?:het |dat )?(?:is )?(?:\w+ )?niet gelukt\b"
    r"|\bging (?:\w+ )?niet door\b|\b(?:ben|was|heb) (?:ik )?(?:het )?(?:\w+ )?vergeten\b"
    r"|^nee (?:ik|ze|zij|hij) (?:was|ben) (?:\w+ )?(?:ziek|niet|weg|verhinderd)\b"
    r"|^(?:ik )?(?:ben )?(?:niet geweest|vergeten)\b"
    r"|\b(?:didn't|did not) (?:happen|go|make it|come|(?:turn|show) up)\b|\bfell through\b|\bwas (?:cancelled"
    r"|called off)\b"
    r"|\b(?:nobody|no one|no-one) (?:came|(?:turned|showed) up)\b|\bnever (?:came|(?:turned|showed) up|happened"
    r"|arrived)\b"
    r"|^(?:no )?(?:sorry )?i (?:forgot|was (?:ill|sick|away))\b|\b(?:wasn't|was not) (?:in|home|at home|there)\b"
)
_DONE = late_pattern(
    r"^(?:ja |jawel |yes )?(?:hoor )?(?:het |dat |alles )?(?:is |was )?(?:\w+ )?(?:gelukt|gedaan|klaar|geslaagd)\b"
    r"|^(?:ja |jawel )?(?:hoor )?(?:het |dat )?(?:was|is) (?:\w+ )?(?:gezellig|leuk|fijn|prima)(?: hoor| geweest)?$"
    r"|^(?:ja |jawel )?(?:hoor )?(?:het |alles )?ging (?:\w+ )?(?:goed|prima|best)(?: hoor)?$"
    r"|^(?:ja |jawel )(?:hoor )?(?:ze|zij|hij) (?:is|was) (?:er|geweest)(?: hoor)?$"
    r"|^(?:yes |yeah |yep )?(?:it |that |all |everything )*(?:went|was) (?:\w+ ){0,2}(?:well|fine|good|great|nice"
    r"|lovely|ok|okay|all right)$"
    r"|^(?:yes |yeah |yep )?(?:she|he|they|i|we) (?:came|(?:has|have) been|(?:was|were) (?:here|there)|went"
    r"|did it|fixed|brought)\b"
    r"(?!.*\b(?:not|never|late|didn't|couldn't|wouldn't)\b)"
)
_MORE = late_pattern(r"\b(?:maar|but|kan|kun|kunt|wil|zou|can|could|would)\b|\?")


def read_outcome(text: str) -> bool | None:
    """Say whether TEXT tells that a visit took place, or that it did not; None where it tells neither, or more."""
    said = fold(text)
    words = " ".join(said.replace(",", " ").replace(".", " ").replace("!", " ").split())
    if _NOT.search(words):
        return False
    return True if _DONE.search(words) and not _MORE.search(words) else None
