import { ImapFlow } from 'imapflow';
import { log } from '../../platform/log.ts';
import { mostBytes } from './read-mail.ts';
import { type Letterbox, type Outcome, takeMail } from './take-mail.ts';

/** A mailbox of which the mails nobody has taken yet are read. */
export interface Mailbox {
	/** Ids and sizes of mails not seen before, oldest first. */
	unseen: () => Promise<readonly { uid: number; size: number }[]>;
	read: (uid: number) => Promise<Buffer>;
	/** Marks one as done; `flag` leaves it conspicuous for a person to read. */
	done: (uid: number, flag: boolean) => Promise<void>;
	close: () => Promise<void>;
}

/** As many mails as are taken in one go: the next go takes the rest. */
const atOnce = 50;

/** Opens `imaps://user:password@host/folder`; the folder is INBOX unless it is named. */
export async function openMailbox(address: string): Promise<Mailbox> {
	const url = new URL(address);
	const secure = url.protocol === 'imaps:';
	const client = new ImapFlow({
		host: url.hostname,
		port: Number(url.port) || (secure ? 993 : 143),
		secure,
		auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
		logger: false,
		connectionTimeout: 20_000,
		socketTimeout: 60_000,
	});
	// A connection that breaks between two commands says so here; the command that follows fails.
	client.on('error', () => undefined);
	await client.connect();
	await client.mailboxOpen(decodeURIComponent(url.pathname.slice(1)) || 'INBOX');
	return {
		unseen: async () => {
			const found = [];
			for await (const { uid, size } of client.fetch({ seen: false }, { uid: true, size: true })) found.push({ uid, size: size ?? 0 });
			return found.slice(0, atOnce);
		},
		read: async (uid) => {
			const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
			return (mail || undefined)?.source ?? Buffer.alloc(0);
		},
		done: async (uid, flag) => void (await client.messageFlagsAdd(String(uid), flag ? ['\\Seen', '\\Flagged'] : ['\\Seen'], { uid: true })),
		close: () => client.logout().catch(() => client.close()),
	};
}

/** Takes all mails that are new in a mailbox, each once: one is marked only after it was taken, and taken again it changes nothing. */
export async function emptyMailbox(mailbox: Mailbox, letterbox: Letterbox): Promise<Record<Outcome, number>> {
	const counts: Record<Outcome, number> = { draft: 0, comment: 0, ignored: 0, unreadable: 0, again: 0 };
	for (const { uid, size } of await mailbox.unseen()) {
		const outcome = size > mostBytes ? 'unreadable' : await takeMail(letterbox, await mailbox.read(uid));
		await mailbox.done(uid, outcome === 'unreadable');
		counts[outcome] += 1;
	}
	return counts;
}

/** Looks into a mailbox once. A server that does not answer is for the log: the next look finds what this one missed. */
export async function lookIntoMailbox(address: string, letterbox: Letterbox): Promise<void> {
	const mailbox = await openMailbox(address).catch((error: Error) => {
		log.warn({ reason: error.message }, 'the mailbox cannot be opened');
		return undefined;
	});
	if (!mailbox) return;
	try {
		await emptyMailbox(mailbox, letterbox);
	} finally {
		await mailbox.close();
	}
}

const pause = 60_000;

/** Answers what looks into a mailbox whenever it is called and a minute has passed; without an address it does nothing. */
export function watchMailbox(address: string | undefined, letterbox: () => Promise<Letterbox>): () => Promise<void> {
	let looked = 0;
	return async () => {
		if (address === undefined || Date.now() - looked < pause) return;
		looked = Date.now();
		await lookIntoMailbox(address, await letterbox());
	};
}
