import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type ApiKey, listKeys, revokeKey } from '../../../server/auth/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { date } from '../../i18n/format.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { lock, plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { CopyLine, KeyForm } from './key-form.tsx';
import { RoomFrame } from './room-frame.tsx';

/** Where GIS programs find the register. */
const ogcAddress = (): string => `${location.origin}/ogc/`;

/** The keys with which programs act as whoever is signed in. */
export function KeysRoom(): JSX.Element {
	const it = useCall(listKeys, () => ({}));
	const making = useSignal(false);
	const keys = it.data.value?.keys;
	const make = (
		<Button kind="primary" icon={plus} onClick={() => (making.value = true)}>
			{t('keys.make')}
		</Button>
	);
	return (
		<div class="room-with-panel">
			<RoomFrame title={t('keys.title')} hint={t('keys.hint')} actions={make}>
				<CopyLine label={t('keys.address')} text={ogcAddress()} button={t('keys.copyAddress')} />
				{it.error.value && <ProblemNotice problem={it.error.value} onRetry={() => void it.reload()} />}
				{!keys && !it.error.value && <Skeleton kind="rows" count={3} />}
				{keys?.length === 0 && (
					<EmptyState icon={lock} title={<h2>{t('keys.none')}</h2>}>
						{t('keys.noneHint')}
					</EmptyState>
				)}
				{keys && keys.length > 0 && <Keys keys={keys} again={it.reload} />}
			</RoomFrame>
			{making.value && (
				<SidePanel title={t('keys.make')} onClose={() => (making.value = false)}>
					<KeyForm onDone={() => void it.reload()} />
				</SidePanel>
			)}
		</div>
	);
}

function Keys({ keys, again }: { keys: readonly ApiKey[]; again: () => Promise<void> }): JSX.Element {
	const revoke = async (id: string): Promise<void> => {
		try {
			await call(revokeKey, { id });
			await again();
			toast({ text: t('done.revoked') });
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	const columns: Column<ApiKey>[] = [
		{ key: 'label', title: t('keys.label'), heading: true, cell: ({ label }) => label },
		{ key: 'may', title: t('keys.mayDo'), cell: ({ readOnly }) => t(readOnly ? 'keys.reading' : 'keys.all') },
		{ key: 'used', title: t('keys.lastUsed'), cell: ({ lastUsedOn }) => (lastUsedOn === null ? t('keys.never') : date(lastUsedOn)) },
		{ key: 'until', title: t('keys.until'), cell: ({ expiresAt }) => (expiresAt === null ? t('keys.forever') : date(expiresAt)) },
		{
			key: 'actions',
			title: t('people.actions'),
			cell: ({ id, label }) => (
				<Button aria-label={t('keys.revokeName', { name: label })} onClick={() => void revoke(id)}>
					{t('keys.revoke')}
				</Button>
			),
		},
	];
	return <Table caption={t('keys.title')} columns={columns} rows={keys} keyOf={({ id }) => id} />;
}
