namespace Router.Grains.Tests.Sinks;

internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
