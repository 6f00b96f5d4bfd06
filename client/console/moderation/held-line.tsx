import type { JSX } from 'preact';
import type { Held } from '../../../server/reports/moderation/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { hrefOf, readRoute, spokenCode } from '../address.ts';

interface HeldLineProps {
	fault: string;
	at: string;
	flags: Held['photos'][number]['flags'];
}

/** Which fault it belongs to, since when it waits, and what residents say against it. */
export function HeldLine({ fault, at, flags }: HeldLineProps): JSX.Element {
	return (
		<span class="cluster small quiet">
			<a class="code" href={hrefOf({ ...readRoute(''), fault })}>
				{spokenCode(fault)}
			</a>
			<time dateTime={at}>{dateTime(at)}</time>
			{flags.map((it) => (
				<Badge key={it} tone="bad">
					{t(`flag.${it}`)}
				</Badge>
			))}
		</span>
	);
}
