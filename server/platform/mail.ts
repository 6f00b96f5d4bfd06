import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import nodemailer from 'nodemailer';

/** A mail to one person. */
export interface Mail {
	to: string;
	subject: string;
	text: string;
	html?: string | undefined;
	/** The same mail always bears the same one, so that a repeat can be told from a new one. */
	messageId: string;
	headers?: Record<string, string> | undefined;
	attachments?: { filename: string; content: Buffer; contentType: string }[] | undefined;
}

/** Hands mails to a mail server. Throws `NotSent` when that surely failed; with any other error nobody knows whether it was taken. */
export interface Mailer {
	send(mail: Mail): Promise<void>;
}

/** It was surely not sent: nothing was said, or the mail server said no. */
export class NotSent extends Error {
	/** Trying again is no use: the mail server will never take it. */
	readonly permanent: boolean;

	constructor(reason: string, permanent: boolean) {
		super(reason);
		this.permanent = permanent;
	}
}

/** Far less than the time after which a mail that is "being sent" counts as lost. */
const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, dnsTimeout: 20_000, socketTimeout: 60_000 };

/** Mail by SMTP; one connection a mail, because a pool sends again by itself what it believes lost. */
export function mailer(smtpUrl: string, from: string): Mailer {
	return {
		send: async ({ to, ...mail }) => {
			const transport = nodemailer.createTransport({ url: smtpUrl, ...patience });
			let begun = false;
			// Asked for once we are connected and signed in, when the mail itself is about to flow.
			transport.use('stream', ({ message }, done) => {
				message.transform(() => {
					begun = true;
					return new PassThrough();
				});
				done();
			});
			try {
				await transport.sendMail({ ...mail, from, to: { name: '', address: to }, headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers } });
			} catch (error) {
				throw told(error, begun);
			} finally {
				transport.close();
			}
		},
	};
}

function told(error: unknown, begun: boolean): unknown {
	const { responseCode = 0, message } = error as { responseCode?: number; message?: string };
	const refused = responseCode >= 400;
	return refused || !begun ? new NotSent(String(message).slice(0, 300), responseCode >= 500) : error;
}

/** A message id that follows from what the mail is about: the same again whenever it is asked for. */
export function messageIdOf(about: readonly (string | number)[], publicUrl: string): string {
	const hash = createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 40);
	return `<${hash}@${new URL(publicUrl).hostname}>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => escapes[it] ?? it);
const linked = (html: string): string => html.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);

/** A plain text as simple HTML: a paragraph where there is an empty line, addresses as links. */
export function htmlOf(text: string, language: string): string {
	const paragraphs = text.split(/\n{2,}/).map((it) => `<p>${linked(escaped(it)).replaceAll('\n', '<br>')}</p>`);
	const style = 'font: 16px/1.5 system-ui, sans-serif; max-width: 36em; margin: 1.5em auto; padding: 0 1em';
	return `<!doctype html><html lang="${escaped(language)}"><meta charset="utf-8"><body style="${style}">${paragraphs.join('\n')}</body></html>`;
}
