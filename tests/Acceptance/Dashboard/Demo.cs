using System.Net.Http.Json;
using System.Text.Json;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance.Dashboard;

/// <summary>
/// A small company's day: teams with channels of their own, issues of every severity, incidents in every state, a sink that refuses and one that is away.
/// With pictures to take it is spread over some minutes, so that the chart has something to show.
/// </summary>
internal static class Demo
{
    private const string Secret = "demo-client-secret-0123456789abcdef";
    private const string Shared = "demo-push-key-shared-0001";
    private const string Mobile = "demo-push-key-mobile-0002";
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private static readonly (string Id, string Project, string Level, string Title, int Times)[] Alerts =
    [
        ("4101", "checkout", "fatal", "PaymentGatewayTimeout: no answer from acquirer within 10 s", 41),
        ("4102", "checkout", "error", "IntegrityError: duplicate key value violates unique constraint \"orders_pkey\"", 9),
        ("4103", "checkout", "error", "KeyError: 'shipping_address' in checkout/views.py", 3),
        ("4201", "storefront", "error", "TypeError: Cannot read properties of undefined (reading 'price')", 57),
        ("4202", "storefront", "warning", "Slow page: /product/[slug] took 6.1 s", 22),
        ("4203", "storefront", "error", "ChunkLoadError: Loading chunk 17 failed", 12),
        ("4204", "storefront", "info", "Deprecated API v1 called by partner 'northwind'", 6),
        ("4205", "storefront", "error", "Hydration failed because the server rendered HTML didn't match the client", 18),
        ("4301", "search", "error", "ConnectionError: opensearch-3 refused the connection", 34),
        ("4302", "search", "warning", "Index lag above 5 minutes on products-eu", 8),
        ("4303", "search", "error", "CircuitBreakingException: [parent] Data too large", 5),
        ("4401", "accounts", "error", "PermissionDenied: token for tenant 'globex' has expired", 15),
        ("4402", "accounts", "fatal", "OperationalError: could not connect to server: Connection refused", 26),
        ("4403", "accounts", "warning", "Password reset mails are queued for more than 2 minutes", 4),
    ];

    /// <summary>Where the router's config goes, and what it tells.</summary>
    public static string Config(Uri receiver) => $"""
        integrations:
          - id: acme
            name: Acme, all projects
            key: {Shared}
            clientSecrets: ["{Secret}"]
            severityFrom: level
            routes:
              - name: checkout
                when: project == "checkout"
                channels: [payments]
              - name: search
                when: project == "search"
                channels: [search]
              - name: audit
                when: project == "accounts" && level == "fatal"
                channels: [security]
                continue: true
            default: [web]
          - id: mobile
            name: Mobile team
            key: {Mobile}
            clientSecrets: ["{Secret}"]
            channel: mobile
          - id: partners
            name: Partner portal
            key: demo-push-key-partners-03
            clientSecrets: ["{Secret}"]
            channel: web
        channels:
          - id: payments
            name: Payments
            sinks: [pager, chat]
          - id: search
            name: Search
            groupBy: [project]
            updateEvery: 1m
            sinks: [chat]
          - id: security
            name: Security
            sinks: [pager]
          - id: web
            name: Web
            sinks: [chat]
          - id: mobile
            name: Mobile
            sinks: [tickets]
        sinks:
          - id: pager
            type: webhook
            url: "{receiver}"
            allowPrivate: true
          - id: chat
            type: webhook
            url: "{receiver}"
            allowPrivate: true
          - id: tickets
            type: webhook
            url: "{receiver}"
            allowPrivate: true

        """;

    /// <summary>How the receiver answers: the ticket system refuses one message, and is away for the others.</summary>
    public static int Answer(ReceivedWebhook call) =>
        call.Body.GetProperty("data").GetProperty("incident").GetProperty("channel").GetString() != "mobile" ? 200
        : call.Body.GetRawText().Contains("crash-free", StringComparison.Ordinal) ? 400 : 503;

    /// <summary>Sends it all, and does what people do.</summary>
    public static async Task RunAsync(RouterProcess router, TimeSpan duration)
    {
        using var acme = new SignedSender(SampleConfig.PushUrl(router, Shared), Secret);
        using var mobile = new SignedSender(SampleConfig.PushUrl(router, Mobile), Secret);
        await acme.WarmUpAsync();
        var rounds = duration > TimeSpan.Zero ? Alerts.Max(alert => alert.Times) : 4;
        var pause = duration / Alerts.Sum(alert => alert.Times);
        using var pace = new PeriodicTimer(pause > Least ? pause : Least, TimeProvider.System);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (id, project, level, title, times) in Alerts.Where(alert => alert.Times > round))
            {
                var sample = Alert(id, project, level, title);
                await acme.SendAsync(sample);
                if (round % 4 == 1)
                    await acme.SendAsync(sample);
                await pace.WaitForNextTickAsync();
            }

            if (round == 2)
                await OnceAsync(acme, mobile);
        }

        using var http = await AdminAsync(router);
        await ActAsync(http, "4102", "acknowledge", """{"reason":"duplicate submit, fix is in review"}""");
        await ActAsync(http, "4401", "acknowledge", """{"reason":"told globex"}""");
        await ActAsync(http, "4202", "snooze", $$"""{"until":"{{TimeProvider.System.GetUtcNow().AddHours(2):O}}","reason":"known, cache warms up"}""");
        await ActAsync(http, "4403", "resolve", """{"reason":"queue is empty again"}""");
        await PostAsync(http, "api/v1/silences", $$"""{"when":"project == \"storefront\" && level == \"info\"","until":"{{TimeProvider.System.GetUtcNow().AddDays(1):O}}","reason":"partner moves to v2 this week"}""");
    }

    /// <summary>A key that may only look.</summary>
    public static async Task<string> ViewerKeyAsync(RouterProcess router)
    {
        using var http = await AdminAsync(router);
        return (await PostAsync(http, "api/v1/keys", """{"name":"wall screen","role":"viewer"}""")).GetProperty("key").GetString()!;
    }

    private static async Task<HttpClient> AdminAsync(RouterProcess router)
    {
        var http = new HttpClient { BaseAddress = router.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await router.AdminKeyAsync());
        return http;
    }

    private static async Task OnceAsync(SignedSender acme, SignedSender mobile)
    {
        await acme.SendAsync(SentrySample.Create("metric_alert.critical", SignedSender.Fresh("9001") with { Project = "checkout", Title = "Checkout error rate above 5 %" }));
        await acme.SendAsync(SentrySample.Create("metric_alert.warning", SignedSender.Fresh("9002") with { Project = "storefront", Title = "p95 of /api/cart above 800 ms" }));
        await acme.SendAsync(SentrySample.Create("metric_alert.resolved", SignedSender.Fresh("9002") with { Project = "storefront", Title = "p95 of /api/cart above 800 ms" }));
        await acme.SendAsync(SentrySample.Create("issue.resolved", SignedSender.Fresh("4203") with { Project = "storefront" }));
        await acme.SendAsync(SentrySample.Create("issue.archived", SignedSender.Fresh("4302") with { Project = "search" }));
        await mobile.SendAsync(Alert("4501", "ios-app", "error", "EXC_BAD_ACCESS in CartView.body.getter, crash-free users below 99 %"));
        await mobile.SendAsync(Alert("4502", "android-app", "error", "ANR: Input dispatching timed out (MainActivity)"));
        await mobile.SendAsync(SentrySample.Create("event_alert.triggered", SignedSender.Fresh("4503") with { Project = "android-app" }), signature: "0000");
    }

    private static SentrySample Alert(string id, string project, string level, string title) => SentrySample.Create("event_alert.triggered", SignedSender.Fresh(id) with
    {
        Project = project,
        Level = level,
        Title = title,
        Release = $"{project}@2.14.0",
        Rule = level == "fatal" ? "Page on fatal" : "Notify on new errors",
    });

    private static async Task ActAsync(HttpClient http, string issue, string verb, string body)
    {
        var list = await Eventually.FitsAsync(
            async () => (await http.GetFromJsonAsync<JsonElement>("api/v1/incidents?limit=500")).GetProperty("items").EnumerateArray().ToList(),
            items => items.Count > 0, "incidents", TimeSpan.FromSeconds(20));
        var title = Alerts.First(alert => alert.Id == issue).Title;
        var incident = list.First(item => item.GetProperty("title").GetString() == title).GetProperty("id").GetString();
        await PostAsync(http, $"api/v1/incidents/{incident}/{verb}", body);
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"POST {path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
