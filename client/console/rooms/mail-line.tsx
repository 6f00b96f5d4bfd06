import type { ComponentChildren, JSX } from 'preact';
import type { Message } from '../../../server/notify/contract.ts';
import { t } from '../../i18n/console.ts';
import { Badge } from '../../ui/badge.tsx';
import './mail-line.css';

interface MailLineProps {
	state: Message['state'];
	subject: string;
	body: string | null;
	to: string | null;
	error?: string | null;
	at: string;
	/** What else is said in the line. */
	children: ComponentChildren;
}

const tones = { due: 'warn', sending: 'warn', sent: 'good', failed: 'bad', kept: 'plain' } as const;

/** One message: its fate, its subject, and under it the whole text. */
export function MailLine({ state, subject, body, to, error, children }: MailLineProps): JSX.Element {
	return (
		<div class="mail-line">
			<div class="cluster">
				<Badge tone={tones[state]}>{t(`mail.${state}`)}</Badge>
				{to && <span class="small">{to}</span>}
				<span class="cluster mail-rest">{children}</span>
			</div>
			{body ? (
				<details>
					<summary>{subject}</summary>
					<Linked text={body} />
				</details>
			) : (
				<p>{subject}</p>
			)}
			{error && <p class="field-error">{error}</p>}
		</div>
	);
}

/** The text of a message, its links to be followed: in the demo nobody else receives it. */
function Linked({ text }: { text: string }): JSX.Element {
	return <p class="message-body">{text.split(/(https?:\/\/\S+)/).map((part, at) => (at % 2 === 1 ? <a href={part}>{part}</a> : part))}</p>;
}
