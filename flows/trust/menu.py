"""What makes the house one to be trusted, as it is handed to the doors: roles, a second pair of eyes, the log."""

from flows.menu import COORDINATORS, Command, Conversation, Deed, DueDeed, Theme
from flows.trust import choices, conversations, forgetting, inviting, logbook, revoking, seconding

THEME = Theme(
    name="trust",
    commands=(
        Command(("logboek", "log"), logbook.log, COORDINATORS),
        Command(("uitnodiging", "invite"), inviting.invite, COORDINATORS),
        Command(("instellingen", "settings"), choices.settings, COORDINATORS),
        Command(("ontneem", "revoke"), revoking.revoke, COORDINATORS),
    ),
    conversations=(
        Conversation(
            "rename", conversations.rename, conversations.hear_name, choices.named, COORDINATORS, verbatim=True
        ),
    ),
    deeds=(
        Deed("log.of", logbook.of_one, COORDINATORS),
        Deed("log.older", logbook.older, COORDINATORS),
        Deed("invite.as", inviting.invite_as, COORDINATORS),
        Deed("invite.make", inviting.make, COORDINATORS),
        Deed("invite.one", inviting.invite_one, COORDINATORS),
        Deed("invite.list", inviting.show_open, COORDINATORS),
        Deed("invite.back", inviting.take_back, COORDINATORS),
        Deed("choice.open", choices.open_one, COORDINATORS),
        Deed("choice.set", choices.choose, COORDINATORS),
        Deed("revoke.of", revoking.revoke_of, COORDINATORS),
        Deed("revoke.sure", revoking.sure, COORDINATORS, once=True),
        Deed("revoke.left", revoking.left, COORDINATORS),
        Deed("revoke.back", revoking.give_back, COORDINATORS),
        Deed("role.give", revoking.give, COORDINATORS),
        Deed("forget.ask", forgetting.ask_consent, COORDINATORS),
        Deed("forget.sure", forgetting.sure, COORDINATORS, once=True),
        Deed("forget.do", forgetting.do, COORDINATORS),
        Deed("task.second_yes", seconding.agree, COORDINATORS),
        Deed("task.second_no", seconding.refuse, COORDINATORS),
    ),
    dues=(DueDeed(logbook.DAY_SEAL, logbook.tell_seal), DueDeed(seconding.OVER, seconding.expire)),
)
