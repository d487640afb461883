"""What the coordinators' work hands to the doors."""

from flows.coordination import (
    alert_words,
    approving,
    choice,
    commands,
    conversations,
    danger,
    deciding,
    errands,
    group_deeds,
    halves,
    houses,
    naming,
    recording,
    ringing,
    rota,
    strange_groups,
    tasks,
    unreachable,
)
from flows.help.deeds import first_visits
from flows.help.listening import listen
from flows.menu import (
    COORDINATORS,
    Before,
    Command,
    Conversation,
    Deed,
    DueDeed,
    GroupCommand,
    Notice,
    Theme,
    hear_nothing,
)
from storage.outbox import IN_DOUBT
from storage.terms import Role

FOR_OTHERS = frozenset({Role.COORDINATOR, Role.DESK, Role.REFERRER})  # who ask for somebody, and say how it was agreed

THEME = Theme(
    name="coordination",
    commands=(
        Command(("open",), commands.show_open, COORDINATORS),
        Command(("wijs", "assign"), commands.assign_to, COORDINATORS),
        Command(("nieuw", "new"), recording.new_request, FOR_OTHERS),
        Command(("dienst", "duty"), rota.show_or_set, COORDINATORS),
        Command(("huis", "house"), houses.show_or_set, COORDINATORS),
        Command(("groep", "group"), group_deeds.make_code, COORDINATORS),
    ),
    group_commands=(
        GroupCommand(("koppel", "bind"), group_deeds.bind, binds=True),
        GroupCommand(("hier", "here"), group_deeds.send_here),
        GroupCommand(("open",), group_deeds.show_open),
        GroupCommand(("vraag", "request"), group_deeds.show_request),
        GroupCommand(("wie", "who"), group_deeds.show_who),
        GroupCommand(("vandaag", "today"), group_deeds.show_today),
    ),
    conversations=(
        Conversation("on_behalf", conversations.on_behalf, listen, recording.asked_on_behalf, FOR_OTHERS),
        Conversation(halves.HALF, conversations.half, hear_nothing, halves.go_on, courtesy=True),
    ),
    deeds=(
        Deed("task.pick_up", tasks.pick_up, COORDINATORS),
        Deed("task.later", tasks.later, COORDINATORS),
        Deed("task.close", tasks.done, COORDINATORS),
        Deed("task.acquainted", deciding.acquainted, COORDINATORS),
        Deed("task.couple", deciding.coupled, COORDINATORS),
        Deed("task.not_couple", deciding.not_coupled, COORDINATORS),
        Deed("task.taxi", deciding.taxi, COORDINATORS),
        Deed("task.went_well", deciding.went_well, COORDINATORS),
        Deed("task.did_not", deciding.did_not, COORDINATORS),
        Deed("come_along", first_visits.come_along, COORDINATORS, once=True),
        Deed("meet_in_house", first_visits.meet_in_house, COORDINATORS, once=True),
        Deed("task.move_yes", deciding.move_yes, COORDINATORS),
        Deed("task.move_no", deciding.move_no, COORDINATORS),
        Deed("task.approved", approving.approved, COORDINATORS),
        Deed("task.refuse", approving.refused, COORDINATORS),
        Deed("task.show", tasks.show_task, COORDINATORS),
        Deed("group.pick_up", group_deeds.take_up, COORDINATORS, in_group=True),
        Deed("danger.ring", ringing.ring, COORDINATORS),
        Deed("danger.now", danger.is_now, once=True),
        Deed("danger.earlier", danger.was_earlier, once=True),
        Deed("danger.cannot_call", danger.cannot_call),
        Deed("danger.erase", danger.erase),
        Deed("open_page", commands.open_page, COORDINATORS),
        Deed("say_command", naming.say_command),
        Deed("duty_back", rota.put_back, COORDINATORS, once=True),
        Deed("assign_one", commands.assign_one, COORDINATORS),
        Deed("assign_not", commands.assign_not, COORDINATORS),
        Deed("assign_whom", commands.assign_whom, COORDINATORS),
        Deed("whom_turn", choice.turn, COORDINATORS),
        Deed("approve_one", approving.approve_one, COORDINATORS),
        Deed("alert.leave", alert_words.leave, COORDINATORS, once=True),
        Deed("errand.leave", errands.leave, COORDINATORS, once=True),
        Deed("house_of", houses.house_of, COORDINATORS),
    ),
    dues=(
        DueDeed("task", tasks.again),
        DueDeed(strange_groups.LEAVE, strange_groups.leave),
        DueDeed(IN_DOUBT, unreachable.tell_in_person),
    ),
    notices=(
        Notice("half", halves.rest_said, Before.ALL, for_forwarded=False),
        Notice("alert_words", alert_words.said, Before.ALL, for_forwarded=False),
        Notice("errand", errands.said, Before.ALL, for_forwarded=False),
    ),
)
