// The parts of `late.tsx`.
export { NetworkChoices } from './features/network/NetworkChoices.tsx';
export { SpaceUsed } from './features/settings/SpaceUsed.tsx';
export { Banners } from './features/shell/Banners.tsx';
export { NeedsYou } from './features/shell/NeedsYou.tsx';
export { MoreOnScroll } from './features/streams/MoreOnScroll.tsx';
export { SystemStreams } from './features/streams/SystemStreams.tsx';
export { startUpdates } from './start-updates.ts';
