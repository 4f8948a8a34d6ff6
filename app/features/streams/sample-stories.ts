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

const CUSTOMER = 'c-20931';

/** 118 events: carts that are filled and forgotten, the order, and its way to the door. */
export function orderEvents(): readonly SampleEvent[] {
  return [...Array.from({ length: 98 }, (_, step) => earlierVisit(step)), ...LAST_VISIT];
}

/** What the customer did on seven earlier visits, fourteen steps each. */
function earlierVisit(step: number): SampleEvent {
  const visit = Math.floor(step / 14);
  const article = ARTICLES[(step + visit) % ARTICLES.length] ?? ARTICLES[0];
  const quantity = 1 + ((step + visit) % 3);
  switch (step % 14) {
    case 0:
      return sampleEvent(
        'CartOpened',
        CUSTOMER,
        `{"customer":"${CUSTOMER}","channel":"${visit % 2 ? 'app' : 'web'}"}`,
      );
    case 4:
      return sampleEvent('ItemRemoved', CUSTOMER, `{"sku":"${article.sku}","quantity":1}`);
    case 7:
      return sampleEvent(
        'QuantityChanged',
        CUSTOMER,
        `{"sku":"${article.sku}","from":${quantity + 1},"to":${quantity}}`,
      );
    case 9:
      return sampleEvent('PriceChanged', 'pricing', `{"sku":"${article.sku}","price":${article.price}}`);
    case 11:
      return sampleEvent('CouponRejected', 'pricing', `{"code":"OCT${visit + 1}0","reason":"expired"}`);
    case 13:
      return sampleEvent('CartSaved', 'system', `{"items":${quantity + 1},"reason":"no activity"}`);
    default:
      return sampleEvent(
        'ItemAdded',
        CUSTOMER,
        `{"sku":"${article.sku}","quantity":${quantity},"price":${article.price}}`,
      );
  }
}

const LAST_VISIT: readonly SampleEvent[] = [
  sampleEvent('CartOpened', CUSTOMER, '{"customer":"c-20931","channel":"web"}'),
  sampleEvent('CartRestored', CUSTOMER, '{"from":"c-20931","items":3}'),
  sampleEvent('CouponApplied', CUSTOMER, '{"code":"NOV10","percent":10}'),
  sampleEvent('ItemAdded', CUSTOMER, '{"sku":"1187","quantity":1,"price":12.00}'),
  sampleEvent('ItemAdded', CUSTOMER, '{"sku":"0932","quantity":1,"price":29.90}'),
  sampleEvent('ItemAdded', CUSTOMER, '{"sku":"4471","quantity":2,"price":59.50}'),
  sampleEvent('ItemRemoved', CUSTOMER, '{"sku":"1187","quantity":1}'),
  sampleEvent('AddressChanged', CUSTOMER, '{"city":"Leipzig","zip":"04109","country":"DE"}'),
  sampleEvent('ShippingQuoted', 'shipping', '{"service":"standard","price":4.90,"days":2}'),
  sampleEvent('OrderPlaced', CUSTOMER, '{"customer":"c-20931","total":148.90}'),
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
  sampleEvent('TrackingUpdated', 'carrier', '{"carrier":"DHL","code":"ARRIVED_AT_DEPOT","depot":"Leipzig"}'),
  sampleEvent('TrackingUpdated', 'carrier', '{"carrier":"DHL","code":"OUT_FOR_DELIVERY","depot":"Leipzig"}'),
  sampleEvent(
    'OrderDelivered',
    'carrier',
    '{"signedBy":"neighbour","place":"front door","proof":{"photo":"a1f9c2","lat":51.3397,"lon":12.3731}}',
  ),
  sampleEvent('OrderClosed', 'system', '{"closedBy":"system","balance":0}'),
];

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
