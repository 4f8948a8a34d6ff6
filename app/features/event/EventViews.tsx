// The event as data, as metadata, as Atom, and as links.
import type { RecordedEvent } from '../../../lib/index.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { httpAddress } from '../stream/http-address.ts';
import { WireText } from '../stream/WireView.tsx';
import { EventLinks } from './EventLinks.tsx';
import { PayloadView } from './PayloadView.tsx';

export function EventViews({ event }: { readonly event: RecordedEvent }) {
  const address = httpAddress(event.stream, String(event.eventNumber));
  const of = `of event ${event.eventNumber}`;
  return (
    <Tabs
      label={`Views ${of}`}
      tabs={[
        {
          id: 'data',
          label: 'Data',
          panel: () => <PayloadView payload={event.rawData} label={`Data ${of}`} />,
        },
        {
          id: 'metadata',
          label: 'Metadata',
          panel: () =>
            event.rawMetadata === null ? (
              <p className="muted">This event has no metadata.</p>
            ) : (
              <PayloadView payload={event.rawMetadata} label={`Metadata ${of}`} />
            ),
        },
        {
          id: 'atom-json',
          label: 'Atom JSON',
          panel: () => <WireText address={address} format="atom-json" label={`Atom JSON ${of}`} />,
        },
        {
          id: 'atom-xml',
          label: 'Atom XML',
          panel: () => <WireText address={address} format="atom-xml" label={`Atom XML ${of}`} />,
        },
        { id: 'links', label: 'Links', panel: () => <EventLinks event={event} /> },
      ]}
    />
  );
}
