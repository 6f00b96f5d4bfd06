import type { Gateway } from '../../platform/gateway.ts';
import type { Mailer } from '../../platform/mail.ts';
import type { Pusher } from '../../platform/push.ts';

export type { PushDevice } from '../../platform/push.ts';

/** One message, written, on its way to one person. */
export interface Outgoing {
	to: string;
	subject: string;
	language: string;
	text: string;
	html: string;
	/** Always the same for the same message, so that a repeat can be recognised. */
	messageId: string;
	/** What ends such messages when it is posted to; undefined where the site has no address that the world can reach. */
	stopUrl: string | undefined;
	/** What it is about, in at most 32 letters: where only the latest is shown, it takes the place of those before. */
	topic: string;
}

/** Who was reached of several under one address, and which of them take nothing any more. */
export interface Reached {
	gone: readonly string[];
	reached: number;
}

/** What channels send with; what is missing has not been set up. */
export interface Means {
	mail?: Mailer | undefined;
	sms?: Gateway | undefined;
	messenger?: Gateway | undefined;
	push?: Pusher | undefined;
	/** The calling code that phone numbers of the country leave out. */
	country?: string | undefined;
}

/** A way to reach people. `send` throws `NotSent` when it surely failed; any other error means that nobody knows. */
export interface Channel {
	id: string;
	/** What is said on it is one short text with a link. */
	short?: boolean;
	/** It rings: nothing is sent in the municipality's quiet hours. */
	wakes?: boolean;
	/** Whoever has it has asked for it on that very device: it comes before all others. */
	askedFor?: boolean;
	/** The address of this channel that somebody left, if they did. */
	addressOf(contact: { email: string | null; phone: string | null; push?: string | null }, means: Means): string | null;
	ready(means: Means): boolean;
	send(message: Outgoing, means: Means): Promise<Reached | undefined>;
}

/** Names a channel, checking its shape. */
export const channel = (it: Channel): Channel => it;
