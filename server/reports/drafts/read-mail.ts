import PostalMime, { type Email } from 'postal-mime';
import type { Upload } from '../../platform/files.ts';

/** Larger mails are not opened. */
export const mostBytes = 25 * 1024 * 1024;
const mostWords = 4000;
const mostPhotos = 5;

/** A mail as far as we want to know it. */
export interface ReadMail {
	/** Its own id, by which a repeat is known; undefined when it has none. */
	id: string | undefined;
	inReplyTo: string | null;
	/** Written by a machine: an automatic answer, a bounce, a newsletter (RFC 3834). Never answered, never taken. */
	automatic: boolean;
	name: string | null;
	email: string;
	subject: string;
	words: string;
	photos: Upload[];
}

const clean = (text: string): string =>
	[...text]
		.filter((it) => it === '\n' || it >= ' ')
		.join('')
		.replace(/[ \t]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

const unseen = /^(style|script|head|title)$/;
const breaking = /^\/?(br|p|div|li|tr|table|h\d)$/;

const tagOf = (part: string): string => /^\/?[a-z\d]{1,12}/i.exec(part)?.[0].toLowerCase() ?? '';
const shown = (part: string, tag: string): string => `${breaking.test(tag) ? '\n' : ''}${part.slice(part.indexOf('>') + 1)}`;

/** HTML as text, for mails that have nothing else: one pass, so that no mail can make it slow. */
function textOf(html: string): string {
	const [before = '', ...parts] = html.slice(0, 400_000).split('<');
	let hidden = '';
	const texts = parts.map((part) => {
		const tag = tagOf(part);
		if (hidden) hidden = tag === `/${hidden}` ? '' : hidden;
		else hidden = unseen.test(tag) ? tag : '';
		return hidden ? '' : shown(part, tag);
	});
	return [before, ...texts].join('').replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? '');
}

/** Where what somebody else wrote, or a signature, begins. */
const ends: readonly RegExp[] = [
	/^-- ?$/,
	/^_{10,}$/,
	/^-{2,} ?(original message|oorspronklike boodskap|forwarded message)/i,
	/^(on|op|ngo) .{4,120}(wrote|geskryf|het .*geskryf|ubhale|skryf):$/i,
	/^(from|van|ivela): .+@/i,
	/^(sent from|gestuur vanaf|ithunyelwe ukusuka|get outlook for)\b/i,
];

/** What somebody wrote, without what they quote and how they sign. */
export function ownWords(text: string): string {
	const lines = text.replaceAll('\r\n', '\n').split('\n');
	const end = lines.findIndex((line) => ends.some((it) => it.test(line.trim())));
	const own = lines.slice(0, end < 0 ? undefined : end).filter((line) => !line.startsWith('>'));
	return clean(own.join('\n')).slice(0, mostWords);
}

const header = ({ headers }: Email, name: string): string => headers.find((it) => it.key === name)?.value.toLowerCase() ?? '';

function isAutomatic(mail: Email): boolean {
	const submitted = header(mail, 'auto-submitted');
	const sender = mail.from?.address?.toLowerCase() ?? '';
	return (
		(submitted !== '' && !submitted.startsWith('no')) ||
		/^(bulk|junk|list|auto_reply)/.test(header(mail, 'precedence')) ||
		['x-autoreply', 'x-autorespond', 'list-id', 'list-unsubscribe', 'x-failed-recipients'].some((it) => header(mail, it) !== '') ||
		header(mail, 'return-path').trim() === '<>' ||
		header(mail, 'content-type').startsWith('multipart/report') ||
		/^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/.test(sender)
	);
}

const photosIn = ({ attachments }: Email): ReadMail['photos'] =>
	attachments
		.filter((it) => it.mimeType.startsWith('image/') && typeof it.content !== 'string')
		.slice(0, mostPhotos)
		.map(({ content }) => ({ buffer: Buffer.from(content as Uint8Array), field: 'photos', name: 'photo' }));

const plain = ({ text, html }: Email): string => (text?.trim() ? text : textOf(html ?? ''));
const oneLine = (text: string | undefined, most: number): string => clean((text ?? '').replaceAll('\n', ' ')).slice(0, most);
const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, attachmentEncoding: 'arraybuffer' } as const;

/** Takes a mail apart; undefined when it is none, too large, or from nobody. */
export async function readMail(raw: Buffer): Promise<ReadMail | undefined> {
	if (raw.length > mostBytes) return undefined;
	const mail = await PostalMime.parse(raw, limits).catch(() => undefined);
	const email = mail?.from?.address?.trim() ?? '';
	if (!mail || email.length > 200 || !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)) return undefined;
	return {
		id: mail.messageId,
		inReplyTo: mail.inReplyTo ?? null,
		automatic: isAutomatic(mail),
		name: oneLine(mail.from?.name, 120) || null,
		email,
		subject: oneLine(mail.subject, 300),
		words: ownWords(plain(mail)),
		photos: photosIn(mail),
	};
}
