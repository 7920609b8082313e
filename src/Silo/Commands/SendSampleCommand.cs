using System.CommandLine;
using System.Globalization;
using System.Net;
using Router.Api.Sentry.Samples;

namespace Router.Silo.Commands;

/// <summary><c>router send-sample</c>: posts a webhook as Sentry would.</summary>
internal static class SendSampleCommand
{
    public static Command Create(CommandServices services)
    {
        var name = new Argument<string>("RESOURCE.ACTION") { Description = $"One of: {string.Join(", ", SentrySample.Names)}" };
        name.AcceptOnlyFromAmong([.. SentrySample.Names]);
        var to = new Option<Uri>("--to") { Description = "The push URL", HelpName = "PUSH_URL", Required = true, CustomParser = HttpUrl.Parse };
        var secret = new Option<string>("--secret") { Description = "The integration's client secret: signs the webhook", HelpName = "SECRET", Required = true };
        var issue = new Option<string?>("--issue") { Description = "Sentry's id of the issue (or metric alert) [default: always the same]", HelpName = "ID" };
        var test = new Option<bool>("--test") { Description = "As Sentry's \"Send Test Notification\" does; event_alert.triggered only" };

        var command = new Command("send-sample", "Send a sample webhook and print the answer.") { name, to, secret, issue, test };
        command.Validators.Add(result =>
        {
            if (result.GetValue(test) && result.GetValue(name) != "event_alert.triggered")
                result.AddError("--test goes with event_alert.triggered only");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var sample = SentrySample.Create(parsed.GetRequiredValue(name), new()
            {
                EventId = Guid.NewGuid(),
                Timestamp = services.Time.GetUtcNow(),
                IssueId = parsed.GetValue(issue),
                IsTest = parsed.GetValue(test),
            });
            return SendAsync(services.Http, sample, parsed, parsed.GetRequiredValue(to), parsed.GetRequiredValue(secret), cancellationToken);
        });
        return command;
    }

    private static async Task<int> SendAsync(
        HttpClient http, SentrySample sample, ParseResult parsed, Uri to, string secret, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new ReadOnlyMemoryContent(sample.Body) };
        foreach (var (header, value) in sample.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header, value))
                request.Content.Headers.TryAddWithoutValidation(header, value);
        }

        if (sample.IsSigned)
            request.Headers.TryAddWithoutValidation("Sentry-Hook-Signature", sample.Sign(secret));

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {answer}").TrimEnd());
            return response.StatusCode == HttpStatusCode.Accepted ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"router: no answer from {to.GetLeftPart(UriPartial.Authority)}: {exception.Message}");
            return ExitCode.Failed;
        }
    }
}
