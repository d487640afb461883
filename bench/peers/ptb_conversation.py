"""Stock python-telegram-bot with its ConversationHandler: python ptb_conversation.py ADDRESS TOKEN [FILE].

With FILE everything is pickled there after every update, as its `update_persistence` offers.
"""

import sys

from questions import KEYS, QUESTIONS, THANKS
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    TypeHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE


async def begin(update: Update, context: Context) -> int:
    await update.message.reply_text(QUESTIONS[0])
    return 0


def step(place: int) -> MessageHandler:
    async def hear(update: Update, context: Context) -> int:
        context.user_data[KEYS[place]] = update.message.text
        if place < 4:
            await update.message.reply_text(QUESTIONS[place + 1])
            return place + 1
        context.bot_data.setdefault("rows", []).append(dict(context.user_data))
        context.user_data.clear()
        await update.message.reply_text(THANKS)
        return ConversationHandler.END

    return MessageHandler(filters.TEXT & ~filters.COMMAND, hear)


async def save(update: object, context: Context) -> None:
    await context.application.update_persistence()
    await context.application.persistence.flush()


def build(address: str, token: str, file: str = "") -> Application:
    builder = ApplicationBuilder().token(token).base_url(f"{address}/bot").base_file_url(f"{address}/file/bot")
    if file:
        builder = builder.persistence(PicklePersistence(file, on_flush=True))
    app = builder.build()
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("intake", begin)],
            states={place: [step(place)] for place in range(5)},
            fallbacks=[],
            name="intake",
            persistent=bool(file),
        )
    )
    if file:
        app.add_handler(TypeHandler(Update, save), group=1)
    return app


build(*sys.argv[1:]).run_polling()
