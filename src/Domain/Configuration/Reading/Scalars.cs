using System.Globalization;
using System.Text.RegularExpressions;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration.Reading;

/// <summary>The types of single values. Each gives null after an error.</summary>
internal static partial class Scalars
{
    /// <summary>The longest duration.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(365);

    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 100;

    /// <summary>The longest label value, in characters.</summary>
    public const int MaxLabel = 200;

    private const string DurationForm = "a duration is expected, such as 90s, 5m, 1h or 7d";

    public static string? Id(Node node) =>
        node.Text() is not { } text ? null
        : IdPattern().IsMatch(text) ? text
        : Fail(node, $"{node.Show(text)} is no id: 1 to 64 of a-z, 0-9 and -");

    public static string? Name(Node node) => Line(node, MaxName);

    public static string? Label(Node node) => Line(node, MaxLabel);

    private static string? Line(Node node, int max) =>
        node.Text() is not { } text ? null
        : text.Length <= max && !text.Any(char.IsControl) ? text
        : Fail(node, $"at most {max} characters on one line are expected");

    public static bool? Boolean(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        if (text is "true" or "false")
            return text == "true";
        node.Error($"true or false is expected, not {node.Show(text)}");
        return null;
    }

    /// <summary>One of a closed set of names.</summary>
    public static Func<Node, T?> OneOf<T>(params (string Name, T Value)[] choices) where T : struct => node =>
    {
        if (node.Text() is not { } text)
            return null;
        foreach (var (name, value) in choices)
            if (name == text)
                return value;
        var names = choices.Select(c => c.Name).ToArray();
        node.Error(node.IsReference
            ? $"one of {string.Join(", ", names)} is expected"
            : $"{node.Show(text)} is none of {string.Join(", ", names)}{(NearestName.Find(text, names) is { } near ? $"; did you mean {near}?" : "")}");
        return null;
    };

    /// <summary>A duration from zero on.</summary>
    public static TimeSpan? Duration(Node node) => node.Text() is { } text ? Duration(node, text, DurationForm) : null;

    /// <summary>A duration above zero.</summary>
    public static TimeSpan? Period(Node node) => node.Text() is { } text ? Period(node, text) : null;

    /// <summary>A duration above zero; <c>never</c> is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static TimeSpan? PeriodOrNever(Node node) => node.Text() switch
    {
        null => null,
        "never" => Timeout.InfiniteTimeSpan,
        var text => Period(node, text),
    };

    private static TimeSpan? Period(Node node, string text)
    {
        var duration = Duration(node, text, DurationForm);
        if (duration != TimeSpan.Zero)
            return duration;
        node.Error("it must be above zero");
        return null;
    }

    private static TimeSpan? Duration(Node node, string text, string form)
    {
        var match = DurationPattern().Match(text);
        if (!match.Success)
        {
            node.Error($"{form}{(text == "never" ? "; never is not possible here" : $", not {node.Show(text)}")}");
            return null;
        }

        var milliseconds = decimal.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * match.Groups[2].Value switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => 86_400_000,
        };
        if (milliseconds <= (decimal)MaxDuration.TotalMilliseconds)
            return TimeSpan.FromMilliseconds((double)milliseconds);
        node.Error($"at most {MaxDuration.TotalDays}d is possible");
        return null;
    }

    public static RateLimitConfig? RateLimit(Node node)
    {
        const string Form = "a rate is expected, such as 600/1m";
        if (node.Text() is not { } text)
            return null;
        if (text.Split('/') is not [var count, var window] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var permits) || permits == 0)
        {
            node.Error($"{Form}, not {node.Show(text)}");
            return null;
        }

        if (Duration(node, window, Form) is not { } period)
            return null;
        if (period > TimeSpan.Zero)
            return new(permits, period);
        node.Error("the rate's window must be above zero");
        return null;
    }

    /// <summary>An http or https URL. Never shown: its path may be a secret.</summary>
    public static Uri? Url(Node node)
    {
        if (node.IsUnread)
            return StandIn.Url(node);
        if (node.Text() is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Host.Length == 0)
            node.Error("a URL with http or https is expected, such as https://example.org/hook");
        else if (url.UserInfo.Length > 0)
            node.Error("a user or password in the URL isn't supported");
        else
            return url;
        return null;
    }

    /// <summary>A secret, with the warning when it is written in clear.</summary>
    /// <summary>Warns of an address of this machine that may not be reached.</summary>
    public static void WarnOfLoopback(Node? node, Uri? url, bool allowPrivate)
    {
        if (!allowPrivate && url is { IsLoopback: true } && node is { Value: Yaml.YamlValue.Scalar } at)
            at.Warn("the address is this machine's own: it is never reached without allowPrivate: true");
    }

    public static string? Secret(Node node)
    {
        if (node.IsUnread)
            return StandIn.Secret(node);
        if (node.Text() is not { } text)
            return null;
        if (!node.IsReference)
            node.Warn("a secret written in clear; ${env:NAME} or ${file:PATH} keeps it out of this file");
        return text.Length <= MaxName * 10 ? text : Fail(node, $"at most {MaxName * 10} characters are possible");
    }

    public static Uri? SecretUrl(Node node) => Secret(node) is null ? null : Url(node);

    public static string? Key(Node node) =>
        Secret(node) is not { } text ? null
        : KeyPattern().IsMatch(text) ? text
        : Fail(node, $"a key has {IntegrationConfig.MinKeyLength} to {IntegrationConfig.MaxKeyLength} of A-Z, a-z, 0-9, _ and -");

    public static string? WebhookSecret(Node node)
    {
        const string Prefix = "whsec_";
        if (node.IsUnread)
            return StandIn.WebhookSecret(node);
        if (Secret(node) is not { } text)
            return null;
        Span<byte> bytes = stackalloc byte[65];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length < 100 && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length is >= 24 and <= 64
            ? text
            : Fail(node, "whsec_ and the base64 of 24 to 64 bytes is expected");
    }

    public static string? PagerDutyKey(Node node)
    {
        var key = Secret(node);
        if (key is not null && !node.IsUnread && key.Length != 32)
            node.Warn($"PagerDuty's routing keys have 32 characters, this one has {key.Length}");
        return key;
    }

    public static Condition? Condition(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        var result = ConditionCompiler.Compile(text);
        foreach (var error in result.Errors)
            node.Error($"{(node.IsReference ? "not a condition" : error.Message)} (at character {error.Position + 1})", error.Position);
        return result.Condition;
    }

    /// <summary>A field of <c>groupBy</c>, as written.</summary>
    public static string? GroupField(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        if (ConditionCompiler.Field(text, out var error) is not null)
            return text;
        node.Error(node.IsReference ? "not a field" : error!.Message, error!.Position);
        return null;
    }

    private static string? Fail(Node node, string message)
    {
        node.Error(message);
        return null;
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,64}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{16,128}\z")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^([0-9]{1,15})(ms|s|m|h|d)\z")]
    private static partial Regex DurationPattern();
}
