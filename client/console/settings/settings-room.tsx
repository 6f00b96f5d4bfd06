import type { JSX } from 'preact';
import { readBrandSettings, readEmergencySettings, readMoneySettings, readPrivacySettings } from '../../../server/municipality/settings/contract.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/console.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { BrandForm } from './brand-form.tsx';
import { EmergencyForm } from './emergency-form.tsx';
import { MoneyForm } from './money-form.tsx';
import { PrivacyForm } from './privacy-form.tsx';
import './settings.css';

/** The room in which administrators say what people in danger are told, how personal information is treated, and when the financial year begins. */
export function SettingsRoom(): JSX.Element {
	const brand = useCall(readBrandSettings, () => ({}));
	const emergency = useCall(readEmergencySettings, () => ({}));
	const privacy = useCall(readPrivacySettings, () => ({}));
	const money = useCall(readMoneySettings, () => ({}));
	return (
		<RoomFrame title={t('settings.title')} hint={t('settings.hint')}>
			{brand.error.value && <ProblemNotice problem={brand.error.value} onRetry={() => void brand.reload()} />}
			{brand.data.value && <BrandForm key={brand.data.value.version} it={brand.data.value} again={brand.reload} />}
			{emergency.error.value && <ProblemNotice problem={emergency.error.value} onRetry={() => void emergency.reload()} />}
			{emergency.data.value ? (
				<EmergencyForm key={emergency.data.value.version} it={emergency.data.value} again={emergency.reload} />
			) : (
				<Skeleton kind="rows" count={4} />
			)}
			{privacy.error.value && <ProblemNotice problem={privacy.error.value} onRetry={() => void privacy.reload()} />}
			{privacy.data.value && <PrivacyForm key={privacy.data.value.version} it={privacy.data.value} again={privacy.reload} />}
			{money.error.value && <ProblemNotice problem={money.error.value} onRetry={() => void money.reload()} />}
			{money.data.value && <MoneyForm key={money.data.value.version} it={money.data.value} again={money.reload} />}
		</RoomFrame>
	);
}
