import { createHmac } from 'node:crypto';
import { NotSent } from './mail.ts';

/** A short message to one phone. */
export interface ShortMessage {
	/** As it is dialled from anywhere: +27… */
	to: string;
	text: string;
	/** Always the same for the same message, so that a gateway can tell a repeat. */
	id: string;
	language: string;
}

/** Hands short messages to somebody's gateway. Throws `NotSent` when that surely failed; with any other error nobody knows whether it was taken. */
export interface Gateway {
	send(message: ShortMessage): Promise<void>;
}

export interface GatewaySettings {
	url: string;
	/** Sent as `Authorization: Bearer …`. */
	token?: string | undefined;
	/** Signs the body: `X-Signature: sha256=…`. */
	secret?: string | undefined;
	/** Body with the holes {to}, {text}, {id}, {language}, filled as JSON strings or, where the body is a form, percent-encoded. */
	body?: string | undefined;
}

const patience = 20_000;
const usual = '{"to":{to},"text":{text},"id":{id},"language":{language}}';

function bodyOf(template: string, message: ShortMessage): { body: string; type: string } {
	const isJson = template.trimStart().startsWith('{');
	const values: Readonly<Record<string, string>> = { ...message };
	const written = (value: string): string => (isJson ? JSON.stringify(value) : encodeURIComponent(value));
	const body = template.replace(/\{(to|text|id|language)\}/g, (_, name: string) => written(values[name] ?? ''));
	return { body, type: isJson ? 'application/json' : 'application/x-www-form-urlencoded' };
}

/** Whether an answer says "later" or "never". */
const isNever = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429;

/** A gateway that takes messages by HTTP, as those for SMS and WhatsApp do. */
export function gateway({ url, token, secret, body: template = usual }: GatewaySettings): Gateway {
	return {
		send: async (message) => {
			const { body, type } = bodyOf(template, message);
			const headers = {
				'content-type': type,
				'idempotency-key': message.id,
				...(token && { authorization: `Bearer ${token}` }),
				...(secret && { 'x-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }),
			};
			const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(patience) }).catch((error: unknown) => {
				throw surely(error);
			});
			await answer.body?.cancel();
			if (!answer.ok) throw new NotSent(`the gateway answered ${answer.status}`, isNever(answer.status));
		},
	};
}

/** Only what never got a connection was surely not taken: of all else nobody knows. */
export function surely(error: unknown): unknown {
	const { code } = ((error as { cause?: unknown }).cause ?? {}) as { code?: string };
	const never = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'];
	return code !== undefined && never.includes(code) ? new NotSent(`it cannot be reached (${code})`, false) : error;
}
