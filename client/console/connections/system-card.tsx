import type { JSX } from 'preact';
import { checkSystem, putSystemAway, type System } from '../../../server/exchange/outbound/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { edit, list, refresh } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { doing, moveAway, open } from './doing.ts';
import { Health, Standing } from './health.tsx';
import { kindWords } from './kind-words.ts';

const compare = (code: string): Promise<void> =>
	doing(async () => {
		await call(checkSystem, { code });
		toast({ text: t('connections.comparing') });
	});

/** One work system: what it has, how it does, where it differs. */
export function SystemCard({ it, again }: { it: System; again: () => void }): JSX.Element {
	const { code, title: name, away, counts } = it;
	const put = (wish: boolean): Promise<unknown> => call(putSystemAway, { code, away: wish });
	return (
		<Card title={name} actions={<Standing active={it.active} away={away} />}>
			<div class="stack tight">
				<span class="small">{kindWords(it.kind)}</span>
				<Health wellAt={it.wellAt} pausedUntil={it.pausedUntil} trouble={it.trouble} />
				<span class="quiet small">
					{[t('connections.known', { count: counts.known }), it.reconciledAt && t('connections.compared', { when: dateTime(it.reconciledAt) })]
						.filter(Boolean)
						.join(' · ')}
				</span>
				<span class="cluster">
					{counts.waiting > 0 && <Badge tone="warn">{t('connections.toSend', { count: counts.waiting })}</Badge>}
					{counts.refused > 0 && <Badge tone="bad">{t('connections.refused', { count: counts.refused })}</Badge>}
					{counts.differences > 0 && <Badge tone="bad">{t('connections.differ', { count: counts.differences })}</Badge>}
				</span>
			</div>
			<div class="cluster">
				<Button icon={list} aria-label={t('connections.differencesOf', { name })} onClick={() => (open.value = { what: 'differences', it })}>
					{t('connections.differences')}
				</Button>
				<Button icon={refresh} aria-label={t('connections.compareOf', { name })} onClick={() => void compare(code)}>
					{t('connections.compare')}
				</Button>
				<Button icon={edit} aria-label={t('connections.changeOf', { name })} onClick={() => (open.value = { what: 'system', it })}>
					{t('connections.change')}
				</Button>
				<Button
					kind="quiet"
					aria-label={t(away ? 'connections.bringBackOf' : 'connections.putAwayOf', { name })}
					onClick={() => void moveAway(name, !away, { put, done: again })}
				>
					{t(away ? 'connections.bringBack' : 'connections.putAway')}
				</Button>
			</div>
		</Card>
	);
}
