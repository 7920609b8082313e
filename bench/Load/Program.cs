using System.CommandLine;
using System.Net;
using System.Text.Json;
using Router.Acceptance.Driver;
using Router.Load.Client;
using Router.Load.Requests;
using Router.Load.Scenarios;

var quick = new Option<bool>("--quick") { Description = "Short rounds, small stores: to see that it works, not for figures" };
var only = new Option<string[]>("--only") { Description = $"Only these scenarios: {string.Join(", ", Suite.All.Select(s => s.Name))}", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. Suite.All.Select(s => s.Name)]);
var results = new Option<DirectoryInfo>("--results") { Description = "Where the JSON goes", DefaultValueFactory = _ => new(Path.Combine(SolutionRoot.Path, "bench", "results")) };
var rounds = new Option<int>("--rounds") { Description = "Rounds of each comparison", DefaultValueFactory = _ => 3 };
var suite = new Command("suite", "Measures the router against peers and prints a table") { quick, only, results, rounds };
suite.SetAction(parsed => Suite.RunAsync(
    new() { Quick = parsed.GetValue(quick), Results = parsed.GetRequiredValue(results).FullName, Rounds = parsed.GetValue(rounds) }, parsed.GetValue(only) ?? []));

var to = new Option<Uri>("--to") { Description = "The push URL", Required = true, CustomParser = value => new Uri(value.Tokens[0].Value, UriKind.Absolute) };
var secret = new Option<string>("--secret") { Description = "Sentry's client secret", Required = true };
var issues = new Option<long>("--issues") { Description = "Issues that the load is spread over; 1 is one hot issue", DefaultValueFactory = _ => 1_000 };
var rate = new Option<double?>("--rate") { Description = "Webhooks per second, open loop; without it closed loop" };
var seconds = new Option<double>("--seconds") { Description = "How long", DefaultValueFactory = _ => 10 };
var connections = new Option<int>("--connections") { Description = "Connections", DefaultValueFactory = _ => 64 };
var bytes = new Option<int>("--bytes") { Description = "About how large a body is", DefaultValueFactory = _ => 6_000 };
var total = new Option<long?>("--total") { Description = "Stop after so many, sent to issues 0, 1, 2 ... in order" };
var send = new Command("send", "Sends issue alerts to one push URL and prints what it measured") { to, secret, issues, rate, seconds, connections, bytes, total };
send.SetAction(async (parsed, cancellationToken) =>
{
    var target = new SentryTarget(parsed.GetRequiredValue(to), parsed.GetRequiredValue(secret), parsed.GetValue(bytes));
    var address = (await Dns.GetHostAddressesAsync(target.Url.Host, cancellationToken))[0];
    var choose = parsed.GetValue(total) is null ? IssueChoices.Uniform(parsed.GetValue(issues)) : IssueChoices.Sequential();
    var result = await LoadRun.RunAsync(new()
    {
        Server = new(address, target.Url.Port),
        Requests = connection => new SentryRequests(target, choose, connection),
        Connections = parsed.GetValue(connections),
        Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        Rate = parsed.GetValue(rate),
        Total = parsed.GetValue(total),
    });
    Console.WriteLine(JsonSerializer.Serialize(result, ReportJson.Default.LoadResult));
});

return await new RootCommand("Load generator and benchmark suite") { suite, send }.Parse(args).InvokeAsync();
