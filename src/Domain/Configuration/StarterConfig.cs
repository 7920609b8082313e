namespace Router.Domain.Configuration;

/// <summary>The <c>router.yaml</c> that a first start writes: it works as it is, and its comments teach the format.</summary>
public static class StarterConfig
{
    /// <summary>The document. Its generated secrets stand in clear, so reading it warns of them and of nothing else.</summary>
    /// <param name="secrets">What is generated for it.</param>
    /// <param name="schema">Where editors find the schema: <see cref="ConfigSchema.Path"/> of this router.</param>
    public static string Render(StarterSecrets secrets, Uri schema) => $$$"""
        # yaml-language-server: $schema={{{schema}}}
        # Where the alerts of Sentry go. A change of this file takes effect within seconds; one with errors changes
        # nothing and is told in the log. `router check FILE` checks it, docs/configuration.md explains every key.
        #
        # ${env:NAME} and ${file:PATH} work in any value and keep secrets out of this file.
        # Durations are 500ms, 90s, 5m, 1h or 7d.

        # An integration is one webhook target: make an internal integration in Sentry (Settings > Developer Settings),
        # give it the push URL (`router push-url web` prints it), switch "Alert Rule Action" on and subscribe to "issue",
        # so that resolved issues are told as well.
        integrations:
          # Private: everything goes to one channel.
          - id: web                       # permanent: a-z, 0-9 and -
            name: Web team
            key: "{{{secrets.WebKey}}}"   # the secret part of the push URL
            clientSecrets:
              # Generated, to try the router with `router send-sample event_alert.triggered --to PUSH_URL --secret SECRET`.
              # Replace it with the Client Secret that Sentry shows for your integration. Several may stand here while
              # you rotate; better is "${env:SENTRY_SECRET}".
              - "{{{secrets.WebClientSecret}}}"
            channel: web

          # Shared: routes, tried from the top. The first that matches wins, unless it says `continue: true`.
          - id: org
            name: Whole organisation
            key: "{{{secrets.OrgKey}}}"
            clientSecrets:
              - "{{{secrets.OrgClientSecret}}}"   # replace it with Sentry's here too
            # severityFrom: action        # action: what the alert says (default); or level, or priority
            # rateLimit: 600/1m           # webhooks; default none
            # silentAfter: 7d             # no webhook for so long is told to the system channel; default never
            # What people do here is then done in Sentry too, and what webhooks lost is asked for: docs/two-way.md
            # sentry: { url: https://sentry.io, organization: acme, token: "${env:SENTRY_TOKEN}" }
            routes:
              - name: payments
                when: project == "payments" && environment == "production"
                channels: [payments]
                set: { severity: Critical, labels: { team: payments } }
              - name: web
                when: project in ["web", "shop"] || tags["team"] == "web"
                channels: [web]
            default: [triage]             # mandatory: takes what no route matched

        # A channel is where the alerts of one team or service go. It makes incidents of issues and tells its sinks.
        channels:
          - id: web
            sinks: [console]
          - id: payments
            groupBy: [project]            # one incident for all issues of a project; default one for each issue
            groupWindow: 1h               # how long an open incident takes new issues in
            updateEvery: 5m               # the pace of updates about issues that joined or ended
            reopenWithin: 1h              # what triggers again so soon reopens its incident
            delay: 0s                     # wait before the first notification; ended meanwhile, nothing is sent
            autoResolveAfter: 24h         # no trigger for so long ends an issue; or never
            # Off unless written; docs/noise.md says what each does, and in which order:
            # repeatEvery: 4h             # reminders of what is open and nobody has acknowledged
            # flapping: { changes: 4, within: 60m, mute: 120m }
            # storm: [100, 1000]          # so many issues in one incident are announced, once each
            # inhibit: [ { source: 'severity == "Critical"', target: 'severity == "Warning"', equal: [project] } ]
            # quietHours: { except: 'labels["team"] == "payments"', days: [mon-sun], from: "22:00", to: "07:00", timezone: Europe/Berlin }
            # rateLimit: 60/1m            # notifications; the excess is summarised. Critical is never held back
            # mergeMetric: true           # without groupBy: a metric alert and its issue are one incident
            sinks: [console]
          - id: triage
            sinks: [console]

        # A sink is one receiver. Take the comment signs away to use one, and name it in a channel.
        sinks:
          - { id: console, type: console }
          # - { id: ops, type: webhook, url: "https://ops.example/hook", secret: "${env:OPS_SECRET}", when: 'severity == "Critical"' }
          # - { id: oncall, type: pagerduty, routingKey: "${env:PAGERDUTY_KEY}" }
          # - { id: duty, type: flashduty, integrationKey: "${env:FLASHDUTY_KEY}" }
          # - { id: chat, type: slack, webhookUrl: "${env:SLACK_WEBHOOK}", events: [triggered, escalated, resolved] }

        # The channel that is told when something is wrong with the router, and a dead man's switch: docs/health.md
        # system: { channel: triage, heartbeat: { url: "${env:HEARTBEAT_URL}", every: 1m } }

        """;
}
