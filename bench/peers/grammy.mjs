// Stock grammY with its conversations plugin: node grammy.mjs ADDRESS TOKEN REDIS.
import { conversations, createConversation } from "@grammyjs/conversations";
import { RedisAdapter } from "@grammyjs/storage-redis";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot } from "grammy";
import { Redis } from "ioredis";

const QUESTIONS = [
  "Vraag 1 van 5: waarmee kan iemand u helpen?",
  "Vraag 2 van 5: op welke dag?",
  "Vraag 3 van 5: hoe laat?",
  "Vraag 4 van 5: hoe heet u, en in welke straat woont u?",
  "Vraag 5 van 5: klopt het zo?",
];
const [address, token, redis] = process.argv.slice(2);
const store = new Redis(redis);
const bot = new Bot(token, { client: { apiRoot: address } });

async function intake(conversation, ctx) {
  const row = [];
  for (const question of QUESTIONS) {
    await ctx.reply(question);
    row.push((await conversation.waitFor("message:text")).message.text);
  }
  await conversation.external(() => store.rpush("rows", JSON.stringify(row)));
  await ctx.reply("Dank u wel, het staat genoteerd.");
}

bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.use(conversations({ storage: new RedisAdapter({ instance: store }) }));
bot.use(createConversation(intake));
bot.command("intake", (ctx) => ctx.conversation.enter("intake"));
run(bot);
