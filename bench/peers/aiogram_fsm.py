"""Stock aiogram with its finite state machine: python aiogram_fsm.py ADDRESS TOKEN [REDIS]."""

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message
from questions import KEYS, QUESTIONS, THANKS


class Intake(StatesGroup):
    what = State()
    day = State()
    hour = State()
    who = State()
    sure = State()


class Rows:
    """Where finished intakes go: a list, or a list in Redis."""

    def __init__(self, redis: str) -> None:
        self.rows: list[dict[str, str]] = []
        self.storage: BaseStorage = MemoryStorage()
        self.redis = None
        if redis:
            from aiogram.fsm.storage.redis import RedisStorage

            # the client's own limit of 100 connections loses updates of 200 chats at once
            self.storage = RedisStorage.from_url(redis, connection_kwargs={"max_connections": 1000})
            self.redis = self.storage.redis

    async def add(self, row: dict[str, str]) -> None:
        if self.redis is None:
            self.rows.append(row)
        else:
            await self.redis.rpush("rows", str(row))


def build(rows: Rows) -> Dispatcher:
    dispatcher = Dispatcher(storage=rows.storage)

    @dispatcher.message(Command("intake"))
    async def begin(message: Message, state: FSMContext) -> None:
        await state.set_state(Intake.what)
        await message.answer(QUESTIONS[0])

    def step(place: int, here: State, then: State) -> None:
        @dispatcher.message(here, F.text)
        async def hear(message: Message, state: FSMContext) -> None:
            await state.update_data({KEYS[place]: message.text})
            await state.set_state(then)
            await message.answer(QUESTIONS[place + 1])

    states = (Intake.what, Intake.day, Intake.hour, Intake.who, Intake.sure)
    for place in range(4):
        step(place, states[place], states[place + 1])

    @dispatcher.message(Intake.sure, F.text)
    async def end(message: Message, state: FSMContext) -> None:
        await rows.add({**await state.get_data(), "sure": message.text or ""})
        await state.clear()
        await message.answer(THANKS)

    return dispatcher


async def main(address: str, token: str, redis: str = "") -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    await build(Rows(redis)).start_polling(bot)


asyncio.run(main(*sys.argv[1:]))
