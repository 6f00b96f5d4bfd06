import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { KeptAnswer } from '../../../server/planning/kept/contract.ts';
import { dateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { pin, trash } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { flag, people } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { hrefOf } from '../route.ts';
import './kept.css';
import { changeOne, kept, loadKept, togglePin, unknown } from './store.ts';

/** What was kept: one's own answers and those that others share. */
export function KeptPage(): JSX.Element {
	useEffect(() => void loadKept(), []);
	return (
		<div class="page wide stack loose">
			<div class="stack close">
				<h1>{t('kept.page')}</h1>
				<p class="quiet">{t('kept.intro')}</p>
			</div>
			<List />
		</div>
	);
}

function List(): JSX.Element {
	if (unknown.value) return <ProblemNotice problem={unknown.value} onRetry={() => void loadKept()} />;
	if (!kept.value) return <Skeleton kind="rows" count={4} />;
	if (kept.value.length === 0) {
		return (
			<EmptyState icon={flag} title={t('kept.none')}>
				{t('kept.noneHint')}
			</EmptyState>
		);
	}
	return (
		<ul class="kept-list bare-list">
			{kept.value.map((it) => (
				<Item key={it.id} it={it} />
			))}
		</ul>
	);
}

const remove = async (id: number): Promise<void> => {
	if (await changeOne({ id, removed: true })) toast({ text: t('kept.removed'), undo: () => void changeOne({ id, removed: false }) });
};

function Item({ it }: { it: KeptAnswer }): JSX.Element {
	return (
		<li class="kept-item">
			<div class="stack tight grow">
				<h2>
					<a href={hrefOf({ report: it.report, values: it.params, chosen: it.chosen, kept: it.id })}>{it.title}</a>
				</h2>
				<p class="small">{it.about}</p>
				{it.note && <p class="kept-note">{it.note}</p>}
				<p class="small quiet">
					{t('kept.asOf', { when: dateTime(it.asOf) })} · {it.mine ? t('kept.mine') : it.by}
					{it.shared && ` · ${t('kept.shared')}`}
				</p>
			</div>
			<div class="cluster">
				<Button kind="quiet" icon={pin} aria-pressed={it.place !== null} onClick={() => void togglePin(it)}>
					{it.place === null ? t('kept.pin') : t('kept.unpin')}
				</Button>
				{it.mine && (
					<>
						<Button kind="quiet" icon={people} aria-pressed={it.shared} onClick={() => void changeOne({ id: it.id, shared: !it.shared })}>
							{it.shared ? t('kept.unshare') : t('kept.shareShort')}
						</Button>
						<Button kind="quiet" icon={trash} onClick={() => void remove(it.id)}>
							{t('kept.remove')}
						</Button>
					</>
				)}
			</div>
		</li>
	);
}
