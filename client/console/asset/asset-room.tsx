import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Asset, type Found, readAsset, search } from '../../../server/assets/contract.ts';
import { assetVersions } from '../../../server/assets/edit/contract.ts';
import { listProposals } from '../../../server/assets/proposals/contract.ts';
import { readNetworkPlace } from '../../../server/network/contract.ts';
import { call } from '../../api/call.ts';
import { type Answer, useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { language } from '../../i18n/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { download, edit, pin } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { eye } from '../../ui/staff-icons.ts';
import { hrefOf, registerHref } from '../address.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { go, route } from '../route.ts';
import { may } from '../session.ts';
import './asset-room.css';
import { Condition } from './condition.tsx';
import { Facts, statusWords } from './facts.tsx';
import { Lineage } from './lineage.tsx';
import { Trace, WhatToClose } from './network/panels.ts';
import { Story } from './story.tsx';
import { VersionSlider, type Versions } from './versions.tsx';

/** Everything about one asset: as it is, as it was, how it is doing, what happened to it. */
export function AssetRoom(): JSX.Element {
	const { asset } = route.value;
	return asset === null ? <Which /> : <One key={asset} reference={asset} />;
}

const open = (it: Found): void => {
	if (it.reference) go({ view: 'asset', asset: it.reference });
};

function Finder(): JSX.Element {
	return (
		<Combobox
			label={t('page.find')}
			find={async (q, signal) => {
				const { found } = await call(search, { q, language: language.peek() }, { signal });
				return found
					.filter((it) => it.kind === 'asset')
					.map((value) => ({ key: `${value.class} ${value.reference}`, value, title: value.title, detail: value.detail, icon: pin }));
			}}
			onChoose={open}
		/>
	);
}

function Which(): JSX.Element {
	return (
		<RoomFrame title={t('page.findTitle')} hint={t('page.findHint')}>
			<div class="asset-finder">
				<Finder />
			</div>
		</RoomFrame>
	);
}

function One({ reference }: { reference: string }): JSX.Element {
	const asset = useCall(readAsset, () => ({ reference, language: language.value }));
	const versions = useCall(assetVersions, () => ({ reference }));
	const chosen = useSignal<number | null>(null);
	const it = asset.data.value;
	const again = async (): Promise<void> => {
		await Promise.all([asset.reload(), versions.reload()]);
	};
	if (it) return <Shown it={it} versions={versions} chosen={chosen} again={again} />;
	const problem = asset.error.value;
	return (
		<RoomFrame title={reference} hint={t('page.findHint')}>
			{!problem && <Skeleton kind="text" count={8} />}
			{problem && problem.status !== 404 && <ProblemNotice problem={problem} onRetry={() => void asset.reload()} />}
			{problem?.status === 404 && (
				<>
					<EmptyState icon={pin} title={t('page.unknown', { number: reference })}>
						{t('page.unknownHint')}
					</EmptyState>
					<Finder />
				</>
			)}
		</RoomFrame>
	);
}

interface ShownProps {
	it: Asset;
	versions: Answer<Versions>;
	chosen: Signal<number | null>;
	again: () => Promise<void>;
}

function Shown({ it, versions, chosen, again }: ShownProps): JSX.Element {
	const known = versions.data.value;
	const asks = useCall(readNetworkPlace, () => ({ reference: it.reference })).data.value?.asks ?? [];
	return (
		<RoomFrame title={it.title} hint={[it.street, it.ward].filter(Boolean).join(', ')} actions={<Actions it={it} />}>
			<div class="cluster">
				<Badge tone={it.status === 'in-service' ? 'good' : 'warn'}>{statusWords(it.status)}</Badge>
				<Waiting reference={it.reference} />
			</div>
			{known && <Lineage lineage={known.lineage} />}
			{asks.includes('isolation') && <WhatToClose reference={it.reference} />}
			<div class="asset-columns">
				<div class="stack">
					<Facts asset={it} />
					{asks.includes('trace') && <Trace reference={it.reference} />}
					{versions.error.value && <ProblemNotice problem={versions.error.value} onRetry={() => void versions.reload()} />}
					{known ? <VersionSlider asset={it} versions={known.versions} chosen={chosen} /> : !versions.error.value && <Skeleton kind="block" />}
				</div>
				<div class="stack">
					<Condition reference={it.reference} layer={it.class} onKept={again} />
					{may('fault.read') && <Story reference={it.reference} />}
				</div>
			</div>
		</RoomFrame>
	);
}

function Actions({ it: { reference } }: { it: Asset }): JSX.Element {
	const named = encodeURIComponent(reference);
	return (
		<div class="cluster">
			{may('asset.edit') && (
				<ButtonLink icon={edit} href={registerHref('edit', { asset: reference })}>
					{t('page.edit')}
				</ButtonLink>
			)}
			<ButtonLink kind="quiet" icon={download} href={`/api/assets/labels.pdf?refs=${named}`} download={`${reference}.pdf`}>
				{t('page.label')}
			</ButtonLink>
			<ButtonLink kind="quiet" icon={eye} href={`/a/${named}`} target="_blank" rel="noreferrer">
				{t('page.public')}
			</ButtonLink>
		</div>
	);
}

function Waiting({ reference }: { reference: string }): JSX.Element | null {
	const proposals = useCall(listProposals, () => ({ asset: reference, language: language.value }));
	const waiting = proposals.data.value?.proposals ?? [];
	const [first] = waiting;
	if (!first) return null;
	return (
		<Notice>
			<a href={hrefOf({ ...route.value, view: 'proposals', proposal: first.code })}>{t('page.proposals', { count: waiting.length })}</a>
		</Notice>
	);
}
