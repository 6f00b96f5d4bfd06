import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readFaultHolds } from '../../../server/reports/holds/contract.ts';
import { printCase } from '../../../server/work/case-file/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { download, lock } from '../../ui/icons.ts';
import { saidHeld } from '../safety/change-hold.ts';
import { HoldForm } from '../safety/hold-form.tsx';
import { may } from '../session.ts';

const fileHref = (code: string, contacts: 'yes' | 'no'): string =>
	`${printCase.path.replace(':code', code)}?contacts=${contacts}&language=${encodeURIComponent(language.value)}`;

/** The whole case to take along, without anybody's contact details or, for those who may see them, with them; and whether it is held. */
export function Papers({ code }: { code: string }): JSX.Element {
	const read = useCall(readFaultHolds, () => ({ code }));
	const holding = useSignal(false);
	const holds = read.data.value?.holds ?? [];
	return (
		<div class="stack close">
			{holds.length > 0 && (
				<div class="cluster">
					{holds.map((it) => (
						<Badge key={it.id} tone="warn">
							{t('hold.title')} · {t('hold.badge', { ground: t(`hold.ground.${it.ground}`), date: date(it.until) })}
						</Badge>
					))}
				</div>
			)}
			<div class="cluster">
				<ButtonLink kind="quiet" icon={download} href={fileHref(code, 'no')} download={`F-${code}.pdf`} title={t('papers.hint')}>
					{t('papers.file')}
				</ButtonLink>
				{may('contact.read') && (
					<ButtonLink kind="quiet" icon={download} href={fileHref(code, 'yes')} download={`F-${code}.pdf`} title={t('papers.hint')}>
						{t('papers.fileWith')}
					</ButtonLink>
				)}
				{may('hold.manage') && (
					<Button kind="quiet" icon={lock} aria-expanded={holding.value} onClick={() => (holding.value = !holding.value)}>
						{t('hold.open')}
					</Button>
				)}
			</div>
			{holding.value && (
				<HoldForm
					fault={code}
					onPlaced={(it) => {
						holding.value = false;
						saidHeld(it, () => read.reload());
					}}
					onCancel={() => (holding.value = false)}
				/>
			)}
		</div>
	);
}
