// What happens in the sample streams.

export interface SampleEvent {
  readonly type: string;
  /** Data as exact JSON text: prices keep their zeros, the tracking number all its digits. */
  readonly json: string;
  /** Who caused it. */
  readonly by: string;
}

function sampleEvent(type: string, by: string, json: string): SampleEvent {
  return { type, json, by };
}

const ARTICLES = [
  { sku: '4471', price: '59.50' },
  { sku: '0932', price: '29.90' },
  { sku: '1187', price: '12.00' },
  { sku: '2040', price: '7.25' },
] as const;
const DEPOTS = ['Leipzig', 'Halle', 'Erfurt', 'Kassel', 'Dortmund'] as const;

/** 118 events: a cart that is filled over days, the order, and its way to the door. */
export function orderEvents(): readonly SampleEvent[] {
  const by = 'c-20931';
  const cart = Array.from({ length: 48 }, (_, step) => cartStep(step));
  const ordered = [
    sampleEvent('CartRestored', by, '{"from":"c-20931","items":3}'),
    sampleEvent('CouponApplied', by, '{"code":"NOV10","percent":10}'),
    sampleEvent('AddressChanged', by, '{"city":"Leipzig","zip":"04109","country":"DE"}'),
    sampleEvent('ShippingQuoted', 'shipping', '{"service":"standard","price":4.90,"days":2}'),
    sampleEvent('OrderPlaced', by, '{"customer":"c-20931","total":148.90}'),
    sampleEvent('PaymentAuthorised', 'payments', '{"paymentId":"pay_8fQ2","amount":148.90,"currency":"EUR"}'),
    sampleEvent('StockReserved', 'inventory', '{"sku":"0932","quantity":1,"warehouse":"LEJ1"}'),
    sampleEvent('StockReserved', 'inventory', '{"sku":"4471","quantity":2,"warehouse":"LEJ1"}'),
    sampleEvent('PaymentCaptured', 'payments', '{"paymentId":"pay_8fQ2","amount":148.90,"currency":"EUR"}'),
    sampleEvent('OrderPacked', 'packing-station-07', '{"station":"B-07","weightGrams":4210}'),
    sampleEvent(
      'OrderShipped',
      'packing-station-07',
      '{"carrier":"DHL","tracking":9007199254740993,"parcels":2,"express":false,"note":null}',
    ),
  ];
  const tracking = Array.from({ length: 56 }, (_, step) => trackingStep(step));
  return [
    sampleEvent('CartOpened', by, '{"customer":"c-20931","channel":"web"}'),
    ...cart,
    ...ordered,
    ...tracking,
    sampleEvent(
      'OrderDelivered',
      'carrier',
      '{"signedBy":"neighbour","place":"front door","proof":{"photo":"a1f9c2","lat":51.3397,"lon":12.3731}}',
    ),
    sampleEvent('OrderClosed', 'system', '{"closedBy":"system","balance":0}'),
  ];
}

function cartStep(step: number): SampleEvent {
  const article = ARTICLES[step % ARTICLES.length] ?? ARTICLES[0];
  if (step % 3 === 2) return sampleEvent('ItemRemoved', 'c-20931', `{"sku":"${article.sku}","quantity":1}`);
  const quantity = 1 + (step % 2);
  return sampleEvent(
    'ItemAdded',
    'c-20931',
    `{"sku":"${article.sku}","quantity":${quantity},"price":${article.price}}`,
  );
}

function trackingStep(step: number): SampleEvent {
  const depot = DEPOTS[(DEPOTS.length - 1 - Math.floor(step / 12) + DEPOTS.length) % DEPOTS.length];
  const code =
    step === 55 ? 'OUT_FOR_DELIVERY' : (['ARRIVED_AT_DEPOT', 'SORTED', 'LEFT_DEPOT'] as const)[step % 3];
  return sampleEvent('TrackingUpdated', 'carrier', `{"carrier":"DHL","code":"${code}","depot":"${depot}"}`);
}

/** 240 events: authorised and captured in turn, some refunds, one dispute. */
export function paymentEvents(): readonly SampleEvent[] {
  return Array.from({ length: 240 }, (_, step) => {
    const payment = `pay_${(Math.floor(step / 2) * 7919 + 101).toString(36)}`;
    const euros = `${8 + (((step >> 1) * 37) % 190)}.${String(((step >> 1) * 13) % 100).padStart(2, '0')}`;
    const paid = `"paymentId":"${payment}","amount":${euros},"currency":"EUR"`;
    if (step === 217) return sampleEvent('DisputeOpened', 'bank', `{${paid},"reason":"not as described"}`);
    if (step % 2 === 0) return sampleEvent('PaymentAuthorised', 'payments', `{${paid}}`);
    if (step % 24 === 23) return sampleEvent('PaymentRefunded', 'support', `{${paid},"reason":"returned"}`);
    return sampleEvent('PaymentCaptured', 'payments', `{${paid}}`);
  });
}

/** 46 events: an article comes in, is reserved and leaves. */
export function inventoryEvents(): readonly SampleEvent[] {
  return Array.from({ length: 46 }, (_, step) => {
    if (step % 15 === 0) {
      return sampleEvent(
        'StockReceived',
        'warehouse',
        `{"sku":"4471","quantity":40,"delivery":"D-${310 + step}"}`,
      );
    }
    const order = `order-${1000 + Math.floor(step / 2) * 2}`;
    const type = (['StockReserved', 'StockPicked', 'ReservationReleased'] as const)[
      step % 7 === 6 ? 2 : step % 2
    ];
    return sampleEvent(
      type ?? 'StockReserved',
      'inventory',
      `{"sku":"4471","quantity":${1 + (step % 3)},"order":"${order}"}`,
    );
  });
}
