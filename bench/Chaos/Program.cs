using System.CommandLine;
using Router.Chaos;

var directory = new Option<string>("--dir") { Description = "The folder of the running cluster", Required = true };
var script = new Option<string>("--script") { Description = "deploy/local-cluster.sh", Required = true };
var minutes = new Option<double>("--minutes") { Description = "How long faults are made", DefaultValueFactory = _ => 3 };
var seed = new Option<int>("--seed") { Description = "Decides faults and load", DefaultValueFactory = _ => 1 };
var issues = new Option<int>("--issues") { Description = "Issues of the load", DefaultValueFactory = _ => 200 };
var rate = new Option<double>("--rate") { Description = "Webhooks per second", DefaultValueFactory = _ => 50 };
var sinkHost = new Option<string>("--sink-host") { Description = "The address that the sink listens on", DefaultValueFactory = _ => "127.0.0.1" };
var sinkPort = new Option<int>("--sink-port") { Description = "Where the sink listens", Required = true };
var space = new Option<string?>("--namespace") { Description = "The network namespace of silo-3" };
var others = new Option<string?>("--others") { Description = "The others' address seen from there" };
var fakeTime = new Option<string?>("--faketime") { Description = "libfaketime" };
var within = new Option<double>("--answer-within") { Description = "Seconds in which all issues must answer after a fault's end", DefaultValueFactory = _ => 30 };
var only = new Option<string?>("--only") { Description = "Only faults whose names begin so, with commas between" };
var command = new RootCommand("Makes faults on a local cluster under load, and checks that nothing was lost or doubled")
{
    directory, script, minutes, seed, issues, rate, sinkHost, sinkPort, space, others, fakeTime, within, only,
};
command.SetAction(parsed => ChaosRun.RunAsync(new()
{
    Directory = parsed.GetRequiredValue(directory),
    Script = parsed.GetRequiredValue(script),
    Duration = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
    Seed = parsed.GetValue(seed),
    Issues = parsed.GetValue(issues),
    Rate = parsed.GetValue(rate),
    SinkHost = parsed.GetRequiredValue(sinkHost),
    SinkPort = parsed.GetRequiredValue(sinkPort),
    Namespace = parsed.GetValue(space),
    Others = parsed.GetValue(others) ?? "",
    FakeTime = parsed.GetValue(fakeTime),
    AnswerWithin = TimeSpan.FromSeconds(parsed.GetValue(within)),
    Only = parsed.GetValue(only)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
}));
return await command.Parse(args).InvokeAsync();
