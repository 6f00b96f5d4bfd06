import type { Knex } from 'knex';
import { affectedBy, commonCauses, type Failing, type Weighing, worthTesting } from '../../maths/branch-causes.ts';
import type { Branch, Vague } from '../../maths/branch-layout.ts';
import { branchAround, type NetworkBranch } from '../../network/index.ts';
import { all } from '../../platform/sql.ts';
import type { DeviceKind } from './contract.ts';
import {
	announcedSql,
	explainedSql,
	learntSql,
	openDevicesSql,
	phasesSql,
	type SignRow,
	type Suggestion,
	signsSql,
	type UnlinkedRow,
	unlinkedSql,
} from './queries.ts';
import { failsInWindow, model, type Rule, reportedAlone, ruleOf, tellingModes } from './rules.ts';
import { type Sign, signsOf } from './signs.ts';

/** A part of a network with all that is known of it. */
interface Surroundings {
	network: NetworkBranch;
	rule: Rule;
	branch: Branch;
	/** The open fault on each tap that counts, and those that are linked to none yet, in the order of the branch. */
	faults: ReadonlyMap<number, number>;
	unlinked: readonly number[];
	/** Open troubles of devices, by asset. */
	devices: ReadonlyMap<number, number>;
}

/** How much likelier each kind of device counts after what was accepted and rejected (a Beta prior over both). */
async function learnt(db: Knex): Promise<(kind: DeviceKind) => number> {
	const rows = await all<{ kind: DeviceKind; accepted: number; rejected: number }>(db, learntSql);
	return (kind) => {
		const { accepted = 0, rejected = 0 } = rows.find((it) => it.kind === kind) ?? {};
		const { acceptedBefore, rejectedBefore } = model;
		return (((accepted + acceptedBefore) / (rejected + rejectedBefore)) * rejectedBefore) / acceptedBefore;
	};
}

/** How likely sections and source fail, with what was learnt, and with what is open on them. */
async function failing(
	db: Knex,
	network: NetworkBranch,
	{ rule, devices }: Pick<Surroundings, 'rule' | 'devices'>,
): Promise<Pick<Branch, 'sections' | 'source'>> {
	const factor = await learnt(db);
	const split = (p: number): { whole: number; byPhase: number } => ({ whole: p * (1 - rule.byPhase), byPhase: (p * rule.byPhase) / 3 });
	const boosted = new Set([...devices.keys()].map((line) => network.onLine.get(line)));
	const chance = (device: DeviceKind, lengthM: number | undefined, open: boolean): number =>
		Math.min(0.2, failsInWindow(rule, device, lengthM) * factor(device) * (open ? model.openDevice : 1));
	return {
		sections: network.sections.map(({ kind, before, lengthM, spared = [] }, i) => ({ before, spared, ...split(chance(kind, lengthM, boosted.has(i))) })),
		source: network.source === null ? null : split(chance('source', undefined, devices.has(network.source))),
	};
}

/** What hangs on the network; and lines of which somebody who goes without reported it, in all likelihood, each as if it were one more that hangs on it. */
function withLines(network: NetworkBranch, signs: ReadonlyMap<number, Sign>, unlinked: readonly UnlinkedRow[]): NetworkBranch {
	const likely = new Set(unlinked.flatMap(({ candidates }) => candidates.flatMap(({ asset, p }) => (p > 0.5 ? [asset] : []))));
	const hung = new Set(network.taps.map(({ asset }) => asset));
	const lines = [...network.onLine].filter(([line]) => !hung.has(line) && (signs.get(line)?.said === 'reported' || likely.has(line)));
	return { ...network, taps: [...network.taps, ...lines.map(([asset, section]) => ({ asset, section, customers: 0 }))] };
}

/** What reports that are not linked yet may be about, of what hangs here; those that something accepted explains in all likelihood say nothing. */
function vagueOf(taps: readonly { asset: number }[], unlinked: readonly UnlinkedRow[], explained: ReadonlySet<number>): { fault: number; vague: Vague }[] {
	const numbers = new Map(taps.map(({ asset }, tap) => [asset, tap]));
	return unlinked.flatMap(({ fault, candidates }) => {
		const explainedBy = candidates.reduce((sum, { asset, p }) => sum + (explained.has(asset) ? p : 0), 0);
		const vague = candidates.flatMap(({ asset, p }) => {
			const tap = numbers.get(asset);
			return tap === undefined || p <= 0 ? [] : [{ tap, p }];
		});
		return explainedBy > 0.5 || vague.length === 0 ? [] : [{ fault, vague }];
	});
}

async function phasesOf(db: Knex, { byPhase }: Rule, assets: readonly number[]): Promise<ReadonlyMap<number, string>> {
	if (byPhase === 0) return new Map();
	return new Map((await all<{ asset: number; phase: string }>(db, phasesSql(assets))).map((it) => [it.asset, it.phase]));
}

/** About which asset is looked, when, and how others are kept from deciding about the same part of a network before it is read. */
interface Looking {
	asset: number;
	now: Date;
	alone?: (utility: string, head: number) => Promise<unknown>;
}

/** A part of a network about an asset as it is weighed. */
export async function surroundings(db: Knex, { asset, now, alone: locked }: Looking): Promise<Surroundings | undefined> {
	const bare = await branchAround(db, asset);
	const rule = bare && ruleOf(bare.utility);
	if (!rule || bare.taps.length === 0) return undefined;
	await locked?.(bare.utility, bare.head);
	const lines = [...bare.onLine.keys()];
	const signs = signsOf(await all<SignRow>(db, signsSql({ assets: [...bare.taps.map((it) => it.asset), ...lines], ...rule })), rule, now);
	const unlinked = await all<UnlinkedRow>(db, unlinkedSql({ modes: rule.symptoms, hours: rule.hours, here: asset }));
	const network = withLines(bare, signs, unlinked);
	const assets = network.taps.map((it) => it.asset);
	const announced = new Set((await all<{ asset: number }>(db, announcedSql(assets, rule.themes, rule.hours))).map((it) => it.asset));
	const explained = new Set((await all<{ affected: number[] }>(db, explainedSql(assets))).flatMap(({ affected }) => affected));
	const phases = await phasesOf(db, rule, assets);
	const feeding = network.source === null ? lines : [...lines, network.source];
	const open = await all<{ asset: number; fault: number }>(db, openDevicesSql(feeding, tellingModes(rule)));
	const devices = new Map(open.map((it) => [it.asset, it.fault]));
	const taps = network.taps.map(({ asset: tap, section, lengthM }): Branch['taps'][number] => {
		const alone = reportedAlone(rule, lengthM);
		return {
			section,
			phase: phases.get(tap) ?? '',
			alone: announced.has(tap) ? Math.max(alone, model.announced) : alone,
			said: explained.has(tap) ? 'explained' : (signs.get(tap)?.said ?? 'nothing'),
		};
	});
	const faults = new Map([...signs].map(([tap, { fault }]) => [tap, fault]));
	const vague = vagueOf(network.taps, unlinked, explained);
	const branch = { ...(await failing(db, network, { rule, devices })), taps, vague: vague.map((it) => it.vague) };
	return { network, rule, faults, unlinked: vague.map(({ fault }) => fault), devices, branch };
}

/** What failed, as it is kept: the device by its asset. */
interface Device {
	asset: number;
	kind: DeviceKind;
	phase: string | null;
}

/** The asset of what failed: of a valve segment the pipe on which a burst is open, if there is one. */
function assetOf(section: number, { network, devices }: Surroundings): number {
	if (section < 0) return network.source ?? 0;
	const known = network.sections[section]?.kind === 'segment' ? [...devices.keys()].find((it) => network.onLine.get(it) === section) : undefined;
	return known ?? network.sections[section]?.line ?? 0;
}

const kindOf = (section: number, { network }: Surroundings): DeviceKind => network.sections[section]?.kind ?? 'source';

/** How likely something fails in the window. */
function chanceOf({ section, phase }: Failing, { branch }: Surroundings): number {
	const its = section < 0 ? branch.source : branch.sections[section];
	return (phase === '' ? its?.whole : its?.byPhase) ?? 0;
}

/** Devices that cannot be told apart, the one that fails most easily first; those that are lines of one asset once. */
function devicesOf(those: readonly Failing[], around: Surroundings): Device[] {
	const whole = those.filter(({ phase }) => phase === '');
	const sorted = [...(whole.length > 0 ? whole : those)].sort((a, b) => chanceOf(b, around) - chanceOf(a, around) || a.section - b.section);
	const found = sorted.map(({ section, phase }) => ({ asset: assetOf(section, around), kind: kindOf(section, around), phase: phase || null }));
	return found.filter((it, i) => found.findIndex((one) => one.asset === it.asset && one.phase === it.phase) === i);
}

/** Other causes are told of when they are at least so likely, and at most so many. */
const [leastLikely, mostOthers] = [0.02, 4];

/** The manholes between which what is blocked is; of stretches in a row that cannot be told apart, those at the ends of all. */
function betweenOf(failing: readonly Failing[], { sections }: NetworkBranch): { full: number | null; clear: number | null } {
	// A stretch has a higher number than the one it drains through.
	const numbers = failing.map(({ section }) => section).sort((a, b) => a - b);
	return { full: sections[numbers.at(-1) ?? -1]?.ends?.full ?? null, clear: sections[numbers[0] ?? -1]?.ends?.clear ?? null };
}

function suggestionOf(weighing: Weighing, around: Surroundings): Suggestion | undefined {
	const { network, branch, faults, unlinked } = around;
	const [best, ...others] = weighing.causes;
	if (!best) return undefined;
	const [device, ...same] = devicesOf(best.failing, around);
	if (!device || device.asset === 0) return undefined;
	const asset = (tap: number): number => network.taps[tap]?.asset ?? 0;
	const said = (tap: number): string => branch.taps[tap]?.said ?? 'nothing';
	// A lid can be lifted; that houses along a line back up is not seen from the street.
	const seen = branch.taps.map((tap, i) => (network.taps[i]?.lengthM === undefined ? tap : { ...tap, said: 'explained' as const }));
	const test = worthTesting(weighing, seen);
	return {
		utility: network.utility,
		head: network.head,
		deviceId: device.asset,
		kind: device.kind,
		phase: device.phase,
		posterior: best.posterior,
		affected: best.affected.map(asset),
		faults: [
			...best.affected.flatMap((tap) => (said(tap) === 'reported' ? [faults.get(asset(tap)) ?? 0] : [])),
			...best.vague.map((it) => unlinked[it] ?? 0),
		].sort((a, b) => a - b),
		customers: best.affected.reduce((sum, tap) => sum + (network.taps[tap]?.customers ?? 0), 0),
		expected: best.affected.reduce((sum, tap) => sum + (branch.taps[tap]?.alone ?? 0), 0),
		model: model.name,
		evidence: {
			common: 1 - weighing.independent,
			same,
			others: others
				.filter(({ posterior }) => posterior >= leastLikely)
				.slice(0, mostOthers)
				.map((it) => ({ devices: devicesOf(it.failing, around), posterior: it.posterior, affected: it.affected.length })),
			well: [...affectedBy(weighing).keys()].flatMap((tap) => (said(tap) === 'well' ? [asset(tap)] : [])),
			test: test === undefined ? null : asset(test),
			between: betweenOf(best.failing, network),
			unlevelled: best.affected.filter((tap) => network.taps[tap]?.levelUnknown).length,
		},
	};
}

/** What was found in a part of a network, with what hangs on it and what may fail there. */
interface Around {
	utility: string;
	head: number;
	found: Suggestion[];
	assets: readonly number[];
	devices: ReadonlySet<number>;
}

/** What the open faults about an asset have in common in all likelihood, each cause once; undefined where the asset is in no network. */
export async function causesAround(db: Knex, it: Looking): Promise<Around | undefined> {
	const around = await surroundings(db, it);
	if (!around) return undefined;
	const { utility, head, source, sections, onLine, taps, whole } = around.network;
	const known = (section: number): boolean => section < 0 || !whole || whole.has(section);
	// What lies beyond the branch may say more of the others: those are told of from there.
	const believed = commonCauses(around.branch, model, model.belief).filter(({ causes: [best] }) => best?.failing.some(({ section }) => known(section)));
	const devices = [...onLine].flatMap(([line, section]) => (known(section) ? [line] : []));
	return {
		...{ utility, head, found: believed.flatMap((weighing) => suggestionOf(weighing, around) ?? []) },
		assets: taps.flatMap(({ asset, section }) => (known(section) ? [asset] : [])),
		devices: new Set([...devices, ...sections.flatMap(({ line }, section) => (known(section) ? [line] : [])), ...(source === null ? [] : [source])]),
	};
}
