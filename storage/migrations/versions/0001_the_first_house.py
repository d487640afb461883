"""The first house"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CATEGORIES = "groceries transport odd_jobs garden digital paperwork company meals pets household respite language other"


def upgrade() -> None:
    """Go forward; there is no way back."""
    _make_community()
    _make_due()
    _make_event()
    _make_inbox()
    _make_log()
    _make_outbox()
    _make_person()
    _make_duty()
    _make_helper()
    _make_invite()
    _make_membership()
    _make_record()
    _make_request()
    _make_task()
    _make_absence()
    _make_availability()
    _make_never()
    _make_visit()
    _make_offer()


def _one_of(name: str, words: str) -> sa.Enum:
    return sa.Enum(*words.split(), name=name, native_enum=False, length=24)


def _make_community() -> None:
    op.create_table(
        "community",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )


def _make_due() -> None:
    op.create_table(
        "due",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("due_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject"),
    )
    with op.batch_alter_table("due", schema=None) as batch_op:
        batch_op.create_index("due_next", ["due_at"], unique=False)


def _make_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("event_of", ["subject", "id"], unique=False)


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("body", storage.columns.Secret(), nullable=True),
        sa.Column("arrived_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("try_again_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("done_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("failed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "inbox_open",
            ["chat", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )


def _make_log() -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=True),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("thread", sa.Integer(), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("community", sa.BigInteger(), nullable=True),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("about", sa.BigInteger(), nullable=True),
        sa.Column("lane", _one_of("lane", "alarm answer news bulk"), nullable=False),
        sa.Column("letter_class", _one_of("letterclass", "critical courtesy edit"), nullable=False),
        sa.Column("state", _one_of("letterstate", "waiting sending sent refused unknown"), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("body", storage.columns.Secret(), nullable=True),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("edits", sa.BigInteger(), nullable=True),
        sa.Column("removes", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("written_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("not_before", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("sent_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("outbox_about", ["about", "id"], unique=False)
        batch_op.create_index(
            "outbox_going",
            ["state", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'sending')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending')"),
        )
        batch_op.create_index("outbox_of_person", ["person", "id"], unique=False)


def _make_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("called", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("form", _one_of("form", "u je"), nullable=True),
        sa.Column("phone", storage.columns.Secret(), nullable=True),
        sa.Column("phone_print", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("street", storage.columns.Secret(), nullable=True),
        sa.Column("postcode", storage.columns.Secret(), nullable=True),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("point", storage.columns.Secret(), nullable=True),
        sa.Column("cell", sa.BigInteger(), nullable=True),
        sa.Column("current", sa.BigInteger(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("greeted_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("quiet_until", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("made_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chat"),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_phone_print"), ["phone_print"], unique=False)


def _make_duty() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("from_minute", sa.Integer(), nullable=False),
        sa.Column("until_minute", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_community"), ["community"], unique=False)


def _make_helper() -> None:
    op.create_table(
        "helper",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("max_km", sa.Float(), nullable=True),
        sa.Column("max_per_week", sa.Integer(), nullable=False),
        sa.Column("check", _one_of("check", "none interview vog"), nullable=False),
        sa.Column("check_seen_on", sa.Date(), nullable=True),
        sa.Column("check_again_on", sa.Date(), nullable=True),
        sa.Column("night_too", sa.Boolean(), nullable=False),
        sa.Column("away_until", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "community"),
    )
    with op.batch_alter_table("helper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helper_community"), ["community"], unique=False)


def _make_invite() -> None:
    op.create_table(
        "invite",
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column(
            "role", _one_of("role", "resident helper coordinator desk referrer relative organiser"), nullable=False
        ),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("made_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("expires_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("used_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
        sa.PrimaryKeyConstraint("code"),
    )


def _make_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column(
            "role", _one_of("role", "resident helper coordinator desk referrer relative organiser"), nullable=False
        ),
        sa.Column("standing", _one_of("standing", "new known left"), nullable=False),
        sa.Column("consent", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("made_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "community", "role"),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("membership_of", ["community", "role"], unique=False)


def _make_record() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("flow", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("given", storage.columns.Secret(), nullable=True),
        sa.Column("answers", storage.columns.Secret(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("asked_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_letter", sa.BigInteger(), nullable=True),
        sa.Column("unclear", sa.Integer(), nullable=False),
        sa.Column("opened_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("asked_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("closed_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("record_of", ["person", "closed_at"], unique=False)


def _make_request() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asker", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("consent", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("category", _one_of("category", CATEGORIES), nullable=False),
        sa.Column("task", storage.columns.Secret(), nullable=True),
        sa.Column("destination", storage.columns.Secret(), nullable=True),
        sa.Column("words", storage.columns.Secret(), nullable=True),
        sa.Column("when", sa.JSON(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("made_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("closed_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asker"], ["person.id"]),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("community", "number"),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_asker"), ["asker"], unique=False)


def _make_task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("visit", sa.BigInteger(), nullable=True),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", storage.columns.Secret(), nullable=True),
        sa.Column("opened_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("picked_up_by", sa.BigInteger(), nullable=True),
        sa.Column("picked_up_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("closed_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("task_open", ["community", "closed_at"], unique=False)


def _make_absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["helper"], ["helper.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_helper"), ["helper"], unique=False)


def _make_availability() -> None:
    op.create_table(
        "availability",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("from_minute", sa.Integer(), nullable=False),
        sa.Column("until_minute", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["helper"], ["helper.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("availability", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_availability_helper"), ["helper"], unique=False)


def _make_never() -> None:
    op.create_table(
        "never",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("helper", sa.BigInteger(), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("made_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["helper"], ["helper.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("never", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_never_helper"), ["helper"], unique=False)


def _make_visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            _one_of("visitstate", "asked searching agreed done cancelled passed_on not_found did_not_happen"),
            nullable=False,
        ),
        sa.Column("starts_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("ends_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("grain", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("helper", sa.BigInteger(), nullable=True),
        sa.Column("door_word", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("promise_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.Column("with_person", sa.BigInteger(), nullable=True),
        sa.Column("asker_said", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("helper_said", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
        sa.ForeignKeyConstraint(["request"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_request"), ["request"], unique=False)
        batch_op.create_index("visit_state", ["community", "state"], unique=False)


def _make_offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("visit", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("category", _one_of("category", CATEGORIES), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _one_of("offerstate", "open proposed accepted declined lost reserve withdrawn closed"),
            nullable=False,
        ),
        sa.Column("letter", sa.BigInteger(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("made_at", storage.columns.UTCMoment(timezone=True), nullable=False),
        sa.Column("answered_at", storage.columns.UTCMoment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.ForeignKeyConstraint(["visit"], ["visit.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("visit", "person"),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_visit"), ["visit"], unique=False)
        batch_op.create_index("offer_of_person", ["person", "state"], unique=False)
        batch_op.create_index(
            "offer_one_holder",
            ["visit"],
            unique=True,
            sqlite_where=sa.text("state = 'accepted'"),
            postgresql_where=sa.text("state = 'accepted'"),
        )
