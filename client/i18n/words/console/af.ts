import { words as approvals } from './approvals/af.ts';
import { words as audit } from './audit/af.ts';
import { words as away } from './away/af.ts';
import { words as calibration } from './calibration/af.ts';
import { words as calls } from './calls/af.ts';
import { words as care } from './care/af.ts';
import { words as causes } from './causes/af.ts';
import { words as channels } from './channels/af.ts';
import { words as connections } from './connections/af.ts';
import { words as desk } from './desk/af.ts';
import type { words as en } from './en.ts';
import { words as exchange } from './exchange/af.ts';
import { words as holds } from './holds/af.ts';
import { words as imports } from './imports/af.ts';
import { words as indicators } from './indicators/af.ts';
import { words as means } from './means/af.ts';
import { words as navigation } from './navigation/af.ts';
import { words as network } from './network/af.ts';
import { words as notices } from './notices/af.ts';
import { words as order } from './order/af.ts';
import { words as orders } from './orders/af.ts';
import { words as papers } from './papers/af.ts';
import { words as priorities } from './priorities/af.ts';
import { words as proposed } from './proposed/af.ts';
import { words as recategorise } from './recategorise/af.ts';
import { words as register } from './register/af.ts';
import { words as rooms } from './rooms/af.ts';
import { words as rules } from './rules/af.ts';
import { words as runs } from './runs/af.ts';
import { words as safety } from './safety/af.ts';
import { words as security } from './security/af.ts';
import { words as settings } from './settings/af.ts';
import { words as standards } from './standards/af.ts';
import { words as standby } from './standby/af.ts';
import { words as townFile } from './town-file/af.ts';

export const words: Record<keyof typeof en, string> = {
	'app.title': 'Beheerpaneel',
	...approvals,
	...audit,
	...calibration,
	...away,
	...calls,
	...connections,
	...desk,
	...rooms,
	...safety,
	...care,
	...causes,
	...channels,
	...recategorise,
	...register,
	...holds,
	...imports,
	...notices,
	...exchange,
	...navigation,
	...network,
	...security,
	...order,
	...priorities,
	...settings,
	...standards,
	...townFile,
	...standby,
	...rules,
	...orders,
	...indicators,
	...means,
	...papers,
	...proposed,
	...runs,
};
