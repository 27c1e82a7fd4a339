import { sql } from 'drizzle-orm';
import type { ColumnKit } from './columns.sqlite.ts';

/**
 * Cases whose clocks and acts reach further than this behind their receipt: few, and what looks for the acts of a time need not
 * go back further for the others.
 */
export const LONG_CASE_MS = 2_592_000_000;
export const LONG_CASE = sql.raw(
  '(last_act_at_ms - reported_at_ms > 2592000000 or accept_due_at_ms - reported_at_ms > 2592000000 or contact_due_at_ms - reported_at_ms > 2592000000)',
);

/** Every table, stated once for both engines. docs/architecture.md tells what each is for. */
export const defineSchema = ({ table, id, int, ms, real, text, json, flag, index, uniqueIndex, primaryKey }: ColumnKit) => ({
  /** What the city is: names, catalogue, targets. Key/value, JSON. */
  settings: table('settings', { key: text('key').primaryKey(), value: json('value').notNull() }),
  areas: table(
    'areas',
    {
      code: text('code').notNull(),
      validFromMs: ms('valid_from_ms').notNull(),
      validToMs: ms('valid_to_ms'),
      tier: text('tier').notNull(),
      kind: text('kind').notNull(),
      parent: text('parent'),
      nameZh: text('name_zh').notNull(),
      nameEn: text('name_en').notNull(),
      pinyin: text('pinyin'),
      isSchematic: flag('is_schematic').notNull(),
      isProvisional: flag('is_provisional').notNull(),
      bbox: json('bbox'),
      /** GeoJSON geometry, WGS-84; null = an area without a drawn border. */
      geometry: json('geometry'),
    },
    (t) => [primaryKey({ columns: [t.code, t.validFromMs] })],
  ),
  categories: table('categories', {
    code: text('code').primaryKey(),
    major: text('major'),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    department: text('department'),
    lane: text('lane'),
    severity: text('severity').notNull(),
    /** Limits as the pack has them (shared/limits.ts); null = found by an import, no clocks. */
    limits: json('limits'),
    basis: text('basis').notNull(),
    /** What a case has to show before it counts as handled; null = nothing. */
    evidence: json('evidence'),
    isImported: flag('is_imported').notNull(),
  }),
  departments: table('departments', {
    code: text('code').primaryKey(),
    kind: text('kind').notNull(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    isImported: flag('is_imported').notNull(),
  }),
  sources: table('sources', {
    code: text('code').primaryKey(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    isImported: flag('is_imported').notNull(),
  }),
  units: table(
    'units',
    {
      code: text('code').primaryKey(),
      node: text('node').notNull(),
      kind: text('kind').notNull().default('team'),
      department: text('department'),
      nameZh: text('name_zh').notNull(),
      nameEn: text('name_en').notNull(),
      lng: real('lng'),
      lat: real('lat'),
    },
    (t) => [index('units_node').on(t.node)],
  ),
  /** How each unit stands and where it last was: apart from the catalogue, for it changes all day. No row = available, never heard of. */
  unitStates: table(
    'unit_states',
    {
      unit: text('unit').primaryKey(),
      state: text('state').notNull(),
      sinceMs: ms('since_ms').notNull(),
      lng: real('lng'),
      lat: real('lat'),
      positionAtMs: ms('position_at_ms'),
      accuracyM: real('accuracy_m'),
      /** Counts up over all units with every change: whoever knows one number asks for what came after it. */
      rev: int('rev').notNull(),
    },
    (t) => [uniqueIndex('unit_states_rev').on(t.rev)],
  ),
  /** Projection: which unit works on which incident, `branch` 0 = leads it (domain/unit-holds.ts). */
  unitHolds: table(
    'unit_holds',
    {
      incident: int('incident').notNull(),
      branch: int('branch').notNull(),
      unit: text('unit').notNull(),
      /** Index in `HOLD_STAGES`. */
      stage: int('stage').notNull(),
    },
    (t) => [primaryKey({ columns: [t.incident, t.branch] }), index('unit_holds_unit').on(t.unit)],
  ),
  /** The small log of units: each change of state, whose word it was, and the incident that moved it. */
  unitChanges: table(
    'unit_changes',
    {
      rev: id('rev'),
      unit: text('unit').notNull(),
      atMs: ms('at_ms').notNull(),
      was: text('was').notNull(),
      state: text('state').notNull(),
      actor: text('actor').notNull(),
      reason: text('reason'),
      incident: int('incident'),
    },
    (t) => [
      index('unit_changes_unit').on(t.unit, t.rev),
      index('unit_changes_at').on(t.atMs),
      index('unit_changes_reasons').on(t.atMs).where(sql`reason is not null`),
    ],
  ),
  /** Who is on duty at a node, seat by seat; replaced as a whole. */
  duty: table(
    'duty',
    {
      node: text('node').notNull(),
      ordinal: int('ordinal').notNull(),
      seat: text('seat').notNull(),
      unit: text('unit'),
      /** A user's name for signing in. */
      username: text('username'),
      fromMs: ms('from_ms').notNull(),
      toMs: ms('to_ms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.node, t.ordinal] })],
  ),
  /** The log: never edited, never truncated. `hash` chains each row to the one before. */
  events: table(
    'events',
    {
      seq: id('seq'),
      recordedAtMs: ms('recorded_at_ms').notNull(),
      occurredAtMs: ms('occurred_at_ms').notNull(),
      actor: text('actor').notNull(),
      seat: text('seat'),
      stream: int('stream').notNull(),
      version: int('version').notNull(),
      type: text('type').notNull(),
      payload: json('payload').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [uniqueIndex('events_stream').on(t.stream, t.version)],
  ),
  /** Projection: each incident as it is now. */
  incidents: table(
    'incidents',
    {
      id: id('id'),
      number: text('number').notNull(),
      version: int('version').notNull(),
      status: text('status').notNull(),
      isOpen: flag('is_open').notNull(),
      severity: text('severity').notNull(),
      severityRank: int('severity_rank').notNull(),
      category: text('category').notNull(),
      source: text('source').notNull(),
      place: text('place').notNull(),
      located: text('located').notNull(),
      lng: real('lng'),
      lat: real('lat'),
      holderNode: text('holder_node').notNull(),
      holderDepartment: text('holder_department'),
      holderUnit: text('holder_unit'),
      exercise: flag('exercise').notNull(),
      externalId: text('external_id'),
      isImported: flag('is_imported').notNull(),
      /** Its place until that area ended: what was counted before stays there. */
      formerPlace: text('former_place'),
      formerUntilMs: ms('former_until_ms'),
      reportedAtMs: ms('reported_at_ms').notNull(),
      registeredAtMs: ms('registered_at_ms'),
      firstDispatchedAtMs: ms('first_dispatched_at_ms'),
      dispatchedAtMs: ms('dispatched_at_ms'),
      acceptedAtMs: ms('accepted_at_ms'),
      contactedAtMs: ms('contacted_at_ms'),
      startedAtMs: ms('started_at_ms'),
      handledAtMs: ms('handled_at_ms'),
      closedAtMs: ms('closed_at_ms'),
      lastActAtMs: ms('last_act_at_ms').notNull(),
      dueAtMs: ms('due_at_ms'),
      /** dueAt, or far away without one: the key of the risk order, nulls last on both engines. */
      riskAtMs: ms('risk_at_ms').notNull(),
      originalDueAtMs: ms('original_due_at_ms'),
      acceptDueAtMs: ms('accept_due_at_ms'),
      contactDueAtMs: ms('contact_due_at_ms'),
      overdue: flag('overdue').notNull(),
      suspended: flag('suspended').notNull(),
      supervised: flag('supervised').notNull(),
      returns: int('returns').notNull(),
      reworks: int('reworks').notNull(),
      returnedByUnit: text('returned_by_unit'),
      hasUpheldReturn: flag('has_upheld_return').notNull(),
      handledBy: text('handled_by'),
      handledByUnit: text('handled_by_unit'),
      mergedInto: int('merged_into'),
      disposition: text('disposition'),
      flags: json('flags').notNull(),
      marks: json('marks').notNull(),
      /** What only some incidents have: branches, questions that wait, links, files …; null = nothing. */
      extra: json('extra'),
      /** When the clock next has something to say beside the total deadline: of a stage, a branch, a silent unit. */
      wakeAtMs: ms('wake_at_ms'),
      /** When the total clock begins to be due soon; null = it has none. */
      soonAtMs: ms('soon_at_ms'),
      /** When its last rejection or merge that was drawn to be re-checked was given; whose it was, while that waits. */
      recheckAtMs: ms('recheck_at_ms'),
      recheckBy: text('recheck_by'),
      /** Who was responsible before, node and unit, and until when (`domain/held.ts`); null = nobody else. */
      heldBefore: json('held_before'),
    },
    (t) => [
      // Open incidents by risk of breach, with all that the desk's views ask: each view and all their counts come from the index alone.
      index('incidents_desk')
        .on(
          t.riskAtMs,
          t.severityRank,
          t.id,
          t.status,
          t.place,
          t.category,
          t.holderUnit,
          t.acceptDueAtMs,
          t.contactDueAtMs,
          t.contactedAtMs,
          t.overdue,
          t.suspended,
          t.supervised,
          t.returns,
          t.soonAtMs,
          t.reportedAtMs,
        )
        .where(sql`is_open = 1`),
      index('incidents_place_open').on(t.place, t.riskAtMs).where(sql`is_open = 1`),
      index('incidents_place_reported').on(t.place, t.reportedAtMs),
      index('incidents_former_place').on(t.formerPlace).where(sql`former_place is not null`),
      index('incidents_number').on(t.number),
      // Those with more than one clock serve lists and their counts of the whole city, with any filter, from the index alone.
      index('incidents_reported_filter').on(t.reportedAtMs, t.place, t.category, t.severityRank),
      index('incidents_due_filter').on(t.dueAtMs, t.place, t.category, t.severityRank, t.reportedAtMs),
      index('incidents_closed_filter').on(t.closedAtMs, t.place, t.category, t.severityRank, t.reportedAtMs),
      // Few cases of a kind: at a place, for exact percentiles too, or anywhere; by any clock, from the index alone.
      index('incidents_place_kind_closed').on(t.place, t.category, t.severityRank, t.closedAtMs, t.dueAtMs, t.reportedAtMs),
      // The latter is taken by no question but those that say `id > 0`: for most others it looks good to a planner, and is not.
      index('incidents_kind').on(t.category, t.severityRank, t.place, t.closedAtMs, t.dueAtMs, t.reportedAtMs).where(sql`id > 0`),
      // What figures count at another time than the clocks above say.
      index('incidents_reworked').on(t.lastActAtMs, t.reportedAtMs, t.closedAtMs).where(sql`reworks > 0`),
      index('incidents_due_moved').on(t.originalDueAtMs).where(sql`original_due_at_ms <> due_at_ms`),
      index('incidents_long').on(t.reportedAtMs, t.lastActAtMs).where(LONG_CASE),
      index('incidents_wake').on(t.wakeAtMs).where(sql`wake_at_ms is not null`),
      index('incidents_recheck').on(t.recheckAtMs).where(sql`recheck_at_ms is not null`),
      index('incidents_recheck_waits').on(t.recheckBy).where(sql`recheck_by is not null`),
      index('incidents_exercise').on(t.id).where(sql`exercise = 1`),
    ],
  ),
  /** Stored sums, at the place only; ancestors exist in memory. */
  cells: table(
    'cells',
    {
      place: text('place').notNull(),
      hourMs: ms('hour_ms').notNull(),
      category: text('category').notNull(),
      /** Rank in `SEVERITIES`. */
      severity: int('severity').notNull(),
      metric: int('metric').notNull(),
      n: int('n').notNull(),
    },
    (t) => [primaryKey({ columns: [t.place, t.hourMs, t.category, t.severity, t.metric] })],
  ),
  /** By how much sums by responsibility differ from `cells`: a plus at the node that is charged, a minus where it lies. */
  movedCells: table(
    'moved_cells',
    {
      place: text('place').notNull(),
      hourMs: ms('hour_ms').notNull(),
      category: text('category').notNull(),
      severity: int('severity').notNull(),
      metric: int('metric').notNull(),
      n: int('n').notNull(),
    },
    (t) => [primaryKey({ columns: [t.place, t.hourMs, t.category, t.severity, t.metric] })],
  ),
  /** Sums of what was charged to units; `place` is the unit's code. */
  unitCells: table(
    'unit_cells',
    {
      place: text('place').notNull(),
      hourMs: ms('hour_ms').notNull(),
      category: text('category').notNull(),
      severity: int('severity').notNull(),
      metric: int('metric').notNull(),
      n: int('n').notNull(),
    },
    (t) => [primaryKey({ columns: [t.place, t.hourMs, t.category, t.severity, t.metric] })],
  ),
  /** Personal data, beside the log: purging a row leaves the log's chain whole. */
  personal: table('personal', {
    incident: id('incident'),
    description: text('description'),
    reporterName: text('reporter_name'),
    reporterContact: text('reporter_contact'),
    salt: text('salt').notNull(),
  }),
  /** What staff wrote freely at a step: beside the log too, for it may name people. */
  stepTexts: table(
    'step_texts',
    {
      incident: int('incident').notNull(),
      version: int('version').notNull(),
      reason: text('reason'),
      text: text('text'),
      salt: text('salt').notNull(),
    },
    (t) => [primaryKey({ columns: [t.incident, t.version] })],
  ),
  /** Photos and documents of incidents; their bytes lie in a folder. Beside the log, like texts: they show people. */
  files: table(
    'files',
    {
      incident: int('incident').notNull(),
      /** Of what is kept, hex. */
      sha256: text('sha256').notNull(),
      bytes: int('bytes').notNull(),
      mediaType: text('media_type').notNull(),
      atMs: ms('at_ms').notNull(),
      /** From when on it is thrown away: of an upload that nothing refers to, or after a purge; null = it is kept. */
      dropAtMs: ms('drop_at_ms'),
    },
    (t) => [primaryKey({ columns: [t.incident, t.sha256] }), index('files_drop').on(t.dropAtMs).where(sql`drop_at_ms is not null`)],
  ),
  /** Views of the desk under a name. */
  savedViews: table(
    'saved_views',
    {
      id: text('id').primaryKey(),
      owner: text('owner').notNull(),
      name: text('name').notNull(),
      /** With whom and where it is shared; null = with nobody. */
      role: text('role'),
      node: text('node'),
      query: json('query').notNull(),
      atMs: ms('at_ms').notNull(),
    },
    (t) => [index('saved_views_owner').on(t.owner), index('saved_views_role').on(t.role)],
  ),
  /** Screens of a wall: what each is, what it shows, and how it proves who it is. */
  screens: table(
    'screens',
    {
      id: id('id'),
      /** SHA-256 of the secret in its cookie, hex. */
      hash: text('hash').notNull(),
      name: text('name').notNull(),
      group: text('group_name'),
      area: text('area').notNull(),
      place: json('place').notNull(),
      distanceM: real('distance_m').notNull(),
      pictureWidthMm: real('picture_width_mm').notNull(),
      bezelMm: real('bezel_mm').notNull(),
      pairedBy: text('paired_by').notNull(),
      pairedAtMs: ms('paired_at_ms').notNull(),
      revokedAtMs: ms('revoked_at_ms'),
      scene: text('scene').notNull(),
      playlist: text('playlist'),
      isMuted: flag('is_muted').notNull(),
      isStopped: flag('is_stopped').notNull(),
      /** The hours in which it is dark, and whether they hold. */
      night: json('night'),
      nightMode: text('night_mode').notNull().default('schedule'),
      showing: json('showing'),
      identifyUntilMs: ms('identify_until_ms'),
      reloadAtMs: ms('reload_at_ms'),
      /** From when to when it is quiet, in the city's time; null = never. */
      quiet: json('quiet'),
      testAtMs: ms('test_at_ms'),
      /** The last test tone that somebody listened for. */
      heard: json('heard'),
      /** Counts up over all screens with every change: whoever knows one number asks for what came after it. */
      rev: int('rev').notNull(),
    },
    (t) => [uniqueIndex('screens_hash').on(t.hash), uniqueIndex('screens_rev').on(t.rev)],
  ),
  /** Screens that wait for somebody to type their code. */
  screenPairings: table(
    'screen_pairings',
    {
      hash: text('hash').primaryKey(),
      code: text('code').notNull(),
      expiresAtMs: ms('expires_at_ms').notNull(),
    },
    (t) => [uniqueIndex('screen_pairings_code').on(t.code)],
  ),
  /** The small log of screens: who paired, changed, commanded and revoked which. */
  screenActs: table('screen_acts', {
    id: id('id'),
    atMs: ms('at_ms').notNull(),
    screen: int('screen').notNull(),
    actor: text('actor').notNull(),
    act: text('act').notNull(),
    detail: json('detail').notNull(),
  }),
  /** Dangers that call until somebody acknowledges them, one for each node whose walls call; ended ones too. */
  calls: table(
    'calls',
    {
      id: id('id'),
      kind: text('kind').notNull(),
      subject: int('subject').notNull(),
      number: text('number').notNull(),
      category: text('category').notNull(),
      place: text('place').notNull(),
      node: text('node').notNull(),
      toNode: text('to_node').notNull(),
      raisedAtMs: ms('raised_at_ms').notNull(),
      passes: int('passes').notNull(),
      nextAtMs: ms('next_at_ms'),
      endedAtMs: ms('ended_at_ms'),
      endedBy: text('ended_by'),
      /** Counts up over all calls with every change, as with screens. */
      rev: int('rev').notNull(),
    },
    (t) => [
      uniqueIndex('calls_rev').on(t.rev),
      index('calls_ended').on(t.endedAtMs),
      index('calls_next').on(t.nextAtMs),
      index('calls_subject').on(t.kind, t.subject),
    ],
  ),
  /** What happened to which call, and by whom. */
  callActs: table('call_acts', {
    id: id('id'),
    atMs: ms('at_ms').notNull(),
    call: int('call').notNull(),
    act: text('act').notNull(),
    actor: text('actor').notNull(),
    toNode: text('to_node').notNull(),
  }),
  /** Scenes and playlists of walls that people made, each at a node. */
  wallPieces: table(
    'wall_pieces',
    {
      kind: text('kind').notNull(),
      node: text('node').notNull(),
      id: text('id').notNull(),
      content: json('content').notNull(),
      /** For which a scene was made; null = it is a playlist. */
      glass: json('glass'),
      /** The act that wrote it: after every change another number, also after a removal. */
      version: int('version').notNull(),
      by: text('by_actor').notNull(),
      atMs: ms('at_ms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.kind, t.node, t.id] })],
  ),
  /** Who made, changed and removed which of them, with what it was afterwards. */
  wallPieceActs: table('wall_piece_acts', {
    id: id('id'),
    atMs: ms('at_ms').notNull(),
    kind: text('kind').notNull(),
    node: text('node').notNull(),
    piece: text('piece').notNull(),
    actor: text('actor').notNull(),
    act: text('act').notNull(),
    content: json('content').notNull(),
  }),
  /** Sounds of a city's own in the place of tones: each change is a row, and only the newest of node and tone keeps its content. */
  wallClips: table(
    'wall_clips',
    {
      id: id('id'),
      node: text('node').notNull(),
      tone: text('tone').notNull(),
      by: text('by_actor').notNull(),
      atMs: ms('at_ms').notNull(),
      /** Null = it was removed. */
      mediaType: text('media_type'),
      bytes: int('bytes'),
      /** Hex; null = it holds no more. */
      sha256: text('sha256'),
      /** Base64. */
      data: text('data'),
    },
    (t) => [index('wall_clips_sha256').on(t.sha256)],
  ),
  /** What each screen last said of itself, some seconds late. */
  screenBeats: table('screen_beats', { screen: id('screen'), heard: json('heard').notNull() }),
  /** The log of alerts: never edited, never truncated, chained like `events`. `stream` = the alert. */
  alertEvents: table(
    'alert_events',
    {
      seq: id('seq'),
      recordedAtMs: ms('recorded_at_ms').notNull(),
      occurredAtMs: ms('occurred_at_ms').notNull(),
      actor: text('actor').notNull(),
      seat: text('seat'),
      stream: int('stream').notNull(),
      version: int('version').notNull(),
      type: text('type').notNull(),
      payload: json('payload').notNull(),
      hash: text('hash').notNull(),
    },
    (t) => [uniqueIndex('alert_events_stream').on(t.stream, t.version)],
  ),
  /** Projection: each alert as it is now. */
  alerts: table(
    'alerts',
    {
      id: id('id'),
      /** Of its last event: whoever knows one number asks for what came after it. */
      rev: int('rev').notNull(),
      /** From when on only a new word can make it stand otherwise. */
      settledAtMs: ms('settled_at_ms').notNull(),
      isDraft: flag('is_draft').notNull(),
      state: json('state').notNull(),
    },
    (t) => [uniqueIndex('alerts_rev').on(t.rev), index('alerts_settled').on(t.settledAtMs)],
  ),
  /** Which alerts have ever touched an area. */
  alertAreas: table('alert_areas', { area: text('area').notNull(), alert: int('alert').notNull() }, (t) => [
    primaryKey({ columns: [t.area, t.alert] }),
  ]),
  /** Messages that were received, by what names them and what they say: each counts once, however often it is sent. */
  alertMessages: table(
    'alert_messages',
    {
      sender: text('sender').notNull(),
      identifier: text('identifier').notNull(),
      sentAtMs: ms('sent_at_ms').notNull(),
      alert: int('alert').notNull(),
      contentHash: text('content_hash').notNull(),
    },
    (t) => [primaryKey({ columns: [t.sender, t.identifier, t.sentAtMs, t.contentHash] })],
  ),
  /** Messages that received ones refer to, known or not. */
  alertReferences: table(
    'alert_references',
    {
      sender: text('sender').notNull(),
      identifier: text('identifier').notNull(),
      sentAtMs: ms('sent_at_ms').notNull(),
      alert: int('alert').notNull(),
    },
    (t) => [primaryKey({ columns: [t.sender, t.identifier, t.sentAtMs, t.alert] })],
  ),
  /** Words of alerts and messages as they came: beside the log, for a warning may name people. */
  alertTexts: table(
    'alert_texts',
    {
      alert: int('alert').notNull(),
      version: int('version').notNull(),
      content: json('content').notNull(),
      /** The message letter by letter; null = the words are our own. */
      raw: text('raw'),
      salt: text('salt').notNull(),
    },
    (t) => [primaryKey({ columns: [t.alert, t.version] })],
  ),
  /** Feeds of messages that are asked again and again, with how that went so far. */
  alertFeeds: table('alert_feeds', {
    id: id('id'),
    node: text('node').notNull(),
    version: int('version').notNull(),
    /** Names, kind, senders, hosts … as they were given; a token sealed. */
    settings: json('settings').notNull(),
    isOn: flag('is_on').notNull(),
    /** When it is asked next; null = never. */
    nextAtMs: ms('next_at_ms'),
    progress: json('progress').notNull(),
  }),
  /** What was seen in each, and what became of it. */
  alertFeedEntries: table(
    'alert_feed_entries',
    {
      feed: int('feed').notNull(),
      /** Hash of what names the entry. */
      key: text('key').notNull(),
      outcome: text('outcome').notNull(),
      title: text('title').notNull(),
      link: text('link'),
      atMs: ms('at_ms').notNull(),
      attempts: int('attempts').notNull(),
      alert: int('alert'),
      trouble: json('trouble'),
    },
    (t) => [primaryKey({ columns: [t.feed, t.key] })],
  ),
  /** Who made, changed and removed which. */
  alertFeedActs: table('alert_feed_acts', {
    id: id('id'),
    atMs: ms('at_ms').notNull(),
    feed: int('feed').notNull(),
    node: text('node').notNull(),
    actor: text('actor').notNull(),
    act: text('act').notNull(),
    detail: json('detail').notNull(),
  }),
  /** Devices and stations, as they are registered. */
  devices: table(
    'devices',
    {
      code: text('code').primaryKey(),
      nameZh: text('name_zh').notNull(),
      nameEn: text('name_en').notNull(),
      kind: text('kind').notNull(),
      owner: text('owner'),
      area: text('area').notNull(),
      lng: real('lng'),
      lat: real('lat'),
      datum: text('datum'),
      /** Spans of time in which it is not believed. */
      suspect: json('suspect').notNull(),
      registeredAtMs: ms('registered_at_ms').notNull(),
      revision: int('revision').notNull(),
      /** Hours that are still to be summed anew after a mark; null = none. */
      recountFromMs: ms('recount_from_ms'),
      recountToMs: ms('recount_to_ms'),
    },
    (t) => [index('devices_area').on(t.area), index('devices_recount').on(t.recountFromMs).where(sql`recount_from_ms is not null`)],
  ),
  /** One indicator of one device: readings and buckets name it by its number. */
  channels: table(
    'channels',
    {
      id: id('id'),
      device: text('device').notNull(),
      indicator: text('indicator').notNull(),
      credible: json('credible'),
      derived: json('derived'),
      isOpen: flag('is_open').notNull(),
    },
    (t) => [uniqueIndex('channels_device').on(t.device, t.indicator), index('channels_indicator').on(t.indicator)],
  ),
  /** What each channel last told: apart from it, for it changes with every batch. */
  channelStates: table('channel_states', {
    channel: id('channel'),
    lastId: int('last_id').notNull(),
    lastAtMs: ms('last_at_ms').notNull(),
    lastReceivedMs: ms('last_received_ms').notNull(),
    lastValue: real('last_value').notNull(),
    lastFlags: int('last_flags').notNull(),
    sameSinceMs: ms('same_since_ms').notNull(),
    /** The newest good one; null = none yet. */
    goodId: int('good_id'),
    goodAtMs: ms('good_at_ms'),
    goodReceivedMs: ms('good_received_ms'),
    goodValue: real('good_value'),
  }),
  /** Raw readings in the order of arrival, for as long as the city's retention says. */
  readings: table(
    'readings',
    {
      id: id('id'),
      channel: int('channel').notNull(),
      atMs: ms('at_ms').notNull(),
      receivedMs: ms('received_ms').notNull(),
      value: real('value').notNull(),
      /** Bits in the order of `READING_FLAGS`; 0 = good. */
      flags: int('flags').notNull(),
    },
    (t) => [uniqueIndex('readings_channel').on(t.channel, t.atMs), index('readings_flagged').on(t.channel, t.atMs).where(sql`flags <> 0`)],
  ),
  /** Good readings by minute, hour and day. By time first: what a batch touches lies together. */
  readingBuckets: table(
    'reading_buckets',
    {
      step: int('step').notNull(),
      startMs: ms('start_ms').notNull(),
      channel: int('channel').notNull(),
      n: int('n').notNull(),
      sum: real('sum').notNull(),
      min: real('min').notNull(),
      max: real('max').notNull(),
      last: real('last').notNull(),
      lastAtMs: ms('last_at_ms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.step, t.startMs, t.channel] })],
  ),
  /** Readings that were not taken, by whom they name, what and why; `node` = of whose sender. */
  readingRefusals: table(
    'reading_refusals',
    {
      device: text('device').notNull(),
      indicator: text('indicator').notNull(),
      code: text('code').notNull(),
      node: text('node').notNull(),
      n: int('n').notNull(),
      firstMs: ms('first_ms').notNull(),
      lastMs: ms('last_ms').notNull(),
      /** What the newest of them was refused for. */
      detail: json('detail').notNull(),
    },
    (t) => [primaryKey({ columns: [t.device, t.indicator, t.code, t.node] }), index('reading_refusals_node').on(t.node, t.lastMs)],
  ),
  /** One row: the last number that a reading was given, and how often devices were changed. Whoever keeps either knows when it is old. */
  readingHead: table('reading_head', { id: id('id'), lastId: int('last_id').notNull(), devicesRev: int('devices_rev').notNull() }),
  /** Who registered, changed, doubted and trusted which device, and why. */
  deviceActs: table(
    'device_acts',
    {
      id: id('id'),
      atMs: ms('at_ms').notNull(),
      device: text('device').notNull(),
      actor: text('actor').notNull(),
      act: text('act').notNull(),
      detail: json('detail').notNull(),
    },
    (t) => [index('device_acts_device').on(t.device, t.id)],
  ),
  /** Devices that were doubted, or believed again: what they told since then, rules have still to judge anew. */
  rejudgings: table('rejudgings', {
    device: text('device').primaryKey(),
    fromMs: ms('from_ms').notNull(),
    /** The mark: the act, and the revision of the device that came of it. */
    act: text('act').notNull(),
    revision: int('revision').notNull(),
  }),
  /** Rules as they hold: what is noticed by itself, each at a node. */
  rules: table('rules', {
    id: id('id'),
    node: text('node').notNull(),
    version: int('version').notNull(),
    isOn: flag('is_on').notNull(),
    content: json('content').notNull(),
    by: text('by_actor').notNull(),
    atMs: ms('at_ms').notNull(),
  }),
  /** Every version that a rule has had, whose it was, and when it was switched on and off: never edited. */
  ruleActs: table(
    'rule_acts',
    {
      rule: int('rule').notNull(),
      version: int('version').notNull(),
      act: text('act').notNull(),
      isOn: flag('is_on').notNull(),
      content: json('content').notNull(),
      actor: text('actor').notNull(),
      atMs: ms('at_ms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.rule, t.version] })],
  ),
  /** How far a rule is with one subject, so that a restart goes on from there; `part` = one instrument of several, empty = the subject. */
  ruleStates: table(
    'rule_states',
    {
      rule: int('rule').notNull(),
      subject: text('subject').notNull(),
      part: text('part').notNull(),
      /** Where the subject lies. */
      area: text('area').notNull(),
      state: json('state').notNull(),
      /** Readings that came too late to be judged. */
      late: int('late').notNull(),
      /** When the clock alone has something to judge; null = never. */
      dueAtMs: ms('due_at_ms'),
    },
    (t) => [primaryKey({ columns: [t.rule, t.subject, t.part] }), index('rule_states_due').on(t.dueAtMs).where(sql`due_at_ms is not null`)],
  ),
  /** How far each log has been read by the rules, and how often they judged anew; moved in the transaction that writes what came of it. */
  ruleCursors: table('rule_cursors', { log: text('log').primaryKey(), at: int('at').notNull() }),
  /** What rules have raised, open and cleared. */
  alarms: table(
    'alarms',
    {
      id: id('id'),
      rule: int('rule').notNull(),
      version: int('version').notNull(),
      names: json('names').notNull(),
      subject: text('subject').notNull(),
      /** Counts the alarms of one subject under one version. */
      n: int('n').notNull(),
      area: text('area').notNull(),
      /** Index in `LIMIT_STATES`. */
      level: int('level').notNull(),
      value: real('value').notNull(),
      raisedAtMs: ms('raised_at_ms').notNull(),
      recordedAtMs: ms('recorded_at_ms').notNull(),
      clearedAtMs: ms('cleared_at_ms'),
      /** Too many at once: it is kept, and nothing is done about it. */
      isHeld: flag('is_held').notNull(),
      /** What was ever to be done about it, and what still is, by commas; null = nothing. */
      asked: text('asked'),
      todo: text('todo'),
      incident: int('incident'),
      alert: int('alert'),
      readings: json('readings').notNull(),
      /** Taken back: what it rested on is not believed any more. */
      isWithdrawn: flag('is_withdrawn').notNull().default(0),
    },
    (t) => [
      uniqueIndex('alarms_once').on(t.rule, t.version, t.subject, t.n),
      index('alarms_area').on(t.area, t.id),
      index('alarms_open').on(t.rule).where(sql`cleared_at_ms is null`),
      index('alarms_todo').on(t.id).where(sql`todo is not null`),
      index('alarms_recorded').on(t.rule, t.recordedAtMs),
    ],
  ),
  /** What happened to which alarm: never edited. Whoever knows one number asks for what came after it. */
  alarmChanges: table(
    'alarm_changes',
    {
      id: id('id'),
      alarm: int('alarm').notNull(),
      atMs: ms('at_ms').notNull(),
      recordedAtMs: ms('recorded_at_ms').notNull(),
      change: text('change').notNull(),
      level: int('level'),
      value: real('value'),
      readings: json('readings').notNull(),
      detail: text('detail'),
    },
    (t) => [index('alarm_changes_alarm').on(t.alarm)],
  ),
  /** Action plans as they hold, each at a node. */
  plans: table('plans', {
    code: text('code').primaryKey(),
    node: text('node').notNull(),
    version: int('version').notNull(),
    content: json('content').notNull(),
    by: text('by_actor').notNull(),
    atMs: ms('at_ms').notNull(),
  }),
  /** Every version that a plan has had, and whose it was: never edited. */
  planActs: table(
    'plan_acts',
    {
      plan: text('plan').notNull(),
      version: int('version').notNull(),
      act: text('act').notNull(),
      content: json('content').notNull(),
      by: text('by_actor').notNull(),
      atMs: ms('at_ms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.plan, t.version] })],
  ),
  /** What was reached of a plan, by whom it was said and from where: a correction is another row, and the last one holds. */
  planValues: table(
    'plan_values',
    {
      plan: text('plan').notNull(),
      item: text('item').notNull(),
      area: text('area').notNull(),
      kind: text('kind').notNull(),
      period: text('period').notNull(),
      revision: int('revision').notNull(),
      /** The last day of the period, `YYYY-MM-DD`. */
      asOf: text('as_of').notNull(),
      value: real('value'),
      judged: text('judged'),
      source: text('source').notNull(),
      note: text('note').notNull(),
      by: text('by_actor').notNull(),
      atMs: ms('at_ms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.plan, t.item, t.area, t.kind, t.period, t.revision] }), index('plan_values_area').on(t.plan, t.area)],
  ),
  /** Where words of descriptions stand, a block of incidents at a time (`domain/search-block.ts`); a block without rows is read itself. */
  searchPostings: table(
    'search_postings',
    {
      block: int('block').notNull(),
      /** −1 = somebody is making this block. */
      bucket: int('bucket').notNull(),
      postings: text('postings').notNull(),
    },
    (t) => [primaryKey({ columns: [t.block, t.bucket] })],
  ),
  /** Outer identities: one row of one system is one incident, however often it is sent. */
  outerIds: table(
    'outer_ids',
    {
      system: text('system').notNull(),
      externalId: text('external_id').notNull(),
      incident: int('incident').notNull(),
      rowHash: text('row_hash'),
    },
    (t) => [primaryKey({ columns: [t.system, t.externalId] })],
  ),
  /** Day counters of people's incident numbers. */
  numbers: table('numbers', { day: text('day').primaryKey(), last: int('last').notNull() }),
  idempotency: table(
    'idempotency',
    {
      actor: text('actor').notNull(),
      key: text('key').notNull(),
      bodyHash: text('body_hash').notNull(),
      response: json('response').notNull(),
      atMs: ms('at_ms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.actor, t.key] }), index('idempotency_at').on(t.atMs)],
  ),
  imports: table('imports', {
    id: id('id'),
    kind: text('kind').notNull(),
    file: text('file').notNull(),
    startedAtMs: ms('started_at_ms').notNull(),
    endedAtMs: ms('ended_at_ms'),
    report: json('report').notNull(),
  }),
  importIssues: table(
    'import_issues',
    {
      importId: int('import_id').notNull(),
      ordinal: int('ordinal').notNull(),
      line: int('line').notNull(),
      field: text('field'),
      code: text('code').notNull(),
      reason: text('reason').notNull(),
    },
    (t) => [primaryKey({ columns: [t.importId, t.ordinal] })],
  ),
});
export type Schema = ReturnType<typeof defineSchema>;
