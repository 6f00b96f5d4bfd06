import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { listImports } from '../../../../server/assets/import/contract.ts';
import { listen } from '../../../api/live.ts';
import { useCall } from '../../../api/use-call.ts';
import { t } from '../../../i18n/console.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ProblemNotice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { layers } from '../../../ui/staff-icons.ts';
import { RoomFrame } from '../../rooms/room-frame.tsx';
import { route } from '../../route.ts';
import '../register.css';
import { Begin } from './begin.tsx';
import { ImportList } from './import-list.tsx';
import { ImportPage } from './import-page.tsx';
import './imports.css';
import { Sources } from './sources.tsx';

/** Whatever comes into the register as a whole: begun here, looked at before it changes anything, taken back afterwards. */
export function ImportsRoom(): JSX.Element {
	return route.value.register.import ? <ImportPage key={route.value.register.import} /> : <AllImports />;
}

function AllImports(): JSX.Element {
	const imports = useCall(listImports, () => ({ limit: 50 }));
	useEffect(
		() =>
			listen(({ kind }) => {
				if (/^(import|live)\./.test(kind)) void imports.reload();
			}),
		[],
	);
	const it = imports.data.value;
	return (
		<RoomFrame title={t('imports.title')} hint={t('imports.hint')}>
			<Begin />
			{imports.error.value && <ProblemNotice problem={imports.error.value} onRetry={() => void imports.reload()} />}
			{!it && !imports.error.value && <Skeleton kind="rows" count={5} />}
			{it && it.imports.length > 0 && <ImportList imports={it.imports} />}
			{it && it.imports.length === 0 && (
				<EmptyState icon={layers} title={t('imports.none')}>
					{t('imports.noneHint')}
				</EmptyState>
			)}
			<Sources />
		</RoomFrame>
	);
}
