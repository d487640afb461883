"""Stock aiogram-dialog: python aiogram_dialog_talk.py ADDRESS TOKEN REDIS."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.text import Const
from questions import KEYS, QUESTIONS, THANKS


class Intake(StatesGroup):
    what = State()
    day = State()
    hour = State()
    who = State()
    sure = State()


STATES = (Intake.what, Intake.day, Intake.hour, Intake.who, Intake.sure)


def window(place: int, storage: RedisStorage) -> Window:
    async def hear(message: Message, _: MessageInput, manager: DialogManager) -> None:
        manager.dialog_data[KEYS[place]] = message.text
        if place < 4:
            await manager.next()
            return
        await storage.redis.rpush("rows", str(manager.dialog_data))
        await message.answer(THANKS)
        await manager.done(show_mode=ShowMode.NO_UPDATE)

    return Window(Const(QUESTIONS[place]), MessageInput(hear), state=STATES[place])


async def main(address: str, token: str, redis: str) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    builder = DefaultKeyBuilder(with_destiny=True)
    storage = RedisStorage.from_url(redis, connection_kwargs={"max_connections": 1000}, key_builder=builder)
    dispatcher = Dispatcher(storage=storage, events_isolation=storage.create_isolation())

    @dispatcher.message(Command("intake"))
    async def begin(_: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(Intake.what, mode=StartMode.RESET_STACK)

    dispatcher.include_router(Dialog(*(window(place, storage) for place in range(5))))
    setup_dialogs(dispatcher)
    await dispatcher.start_polling(bot)


asyncio.run(main(*sys.argv[1:]))
