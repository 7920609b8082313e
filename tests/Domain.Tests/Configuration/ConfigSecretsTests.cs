using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

public class ConfigSecretsTests
{
    private const string Document = """
        # A comment: "stays"
        integrations:
          - id: web       # permanent
            key: "web-key-0123456789"
            clientSecrets: ["first-secret", '${env:SECOND}', third-secret]
            channel: web
        channels: [{ id: web, sinks: [hook, chat] }]
        sinks:
          - { id: hook, type: webhook, url: "https://ops.example/hook?token=abc", secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", when: 'severity == "Critical"' }
          - id: chat
            type: slack
            webhookUrl: |-
              https://hooks.example/T/B/x
          - { id: duty, type: flashduty, integrationKey: "a${env:KEY}b", url: "https://flashduty.example/push" }

        """;

    [Fact]
    public void Hidden_document_keeps_comments_layout_and_references()
    {
        Assert.Equal(
            """
            # A comment: "stays"
            integrations:
              - id: web       # permanent
                key: "***"
                clientSecrets: ["***", '${env:SECOND}', "***"]
                channel: web
            channels: [{ id: web, sinks: [hook, chat] }]
            sinks:
              - { id: hook, type: webhook, url: "***", secret: "***", when: 'severity == "Critical"' }
              - id: chat
                type: slack
                webhookUrl: "***"
              - { id: duty, type: flashduty, integrationKey: "***", url: "https://flashduty.example/push" }

            """,
            ConfigSecrets.Hide(Document));
    }

    [Theory]
    [InlineData("# secret: whsec_abc", "# secret: \"***\"")]
    [InlineData("#- { id: old, type: webhook, url: \"https://a.example/h\", secret: 'x y' }", "#- { id: old, type: webhook, url: \"https://a.example/h\", secret: \"***\" }")]
    [InlineData("# clientSecrets: [a, \"b\"]  # rotated", "# clientSecrets: \"***\"  # rotated")]
    [InlineData("# url: https://a.example/h?token=1", "# url: \"***\"")]
    [InlineData("# { type: slack, webhookUrl: \"https://hooks.slack.com/T/B/x\" }", "# { type: slack, webhookUrl: \"***\" }")]
    [InlineData("# \"routingKey\": \"abc\",", "# \"routingKey\": \"***\",")]
    [InlineData("# key: the last part of the push URL", "# key: the last part of the push URL")]
    [InlineData("# token: ${env:TOKEN}, url: https://a.example/h", "# token: ${env:TOKEN}, url: https://a.example/h")]
    [InlineData("# monkey: abc", "# monkey: abc")]
    public void Secret_in_a_comment_is_hidden_and_comes_back(string comment, string shown)
    {
        var text = $"integrations:  {comment}\n  - {{ id: \"a#b\", key: abcdefghijklmnop }}\n{comment}";

        var hidden = ConfigSecrets.Hide(text);

        Assert.Equal($"integrations:  {shown}\n  - {{ id: \"a#b\", key: \"***\" }}\n{shown}", hidden);
        Assert.Equal(text, ConfigSecrets.Restore(hidden, text).Document);
        Assert.DoesNotContain("whsec", ConfigSecrets.Restore(hidden, "integrations: []").Document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# secret = whsec_abc", "# secret = \"***\"")]
    [InlineData("# token=abc", "# token=\"***\"")]
    [InlineData("# old secret abc123", "# old secret ***")]
    [InlineData("# the token was \"sntrys_eyJpYXQiOjE3\"", "# the token was \"***\"")]
    [InlineData("# before 2026: 0123456789abcdef0123, then another", "# before 2026: ***, then another")]
    [InlineData("# it used to be \"abcdefghijklmnop\"", "# it used to be \"***\"")]
    [InlineData("# it used to be xabcdefghijklmnopx", "# it used to be ***")]
    [InlineData("# see https://docs.example/rotate", "# see https://docs.example/rotate")]
    [InlineData("# ${env:KEY_OF_THE_YEAR_2026} is set by systemd", "# ${env:KEY_OF_THE_YEAR_2026} is set by systemd")]
    [InlineData("# key 2 of 3", "# key 2 of 3")]
    public void Secret_in_the_words_of_a_comment_is_hidden_and_comes_back(string comment, string shown)
    {
        var text = $"integrations:  {comment}\n  - {{ id: a, key: abcdefghijklmnop }}\n{comment}";

        var hidden = ConfigSecrets.Hide(text);

        Assert.Equal($"integrations:  {shown}\n  - {{ id: a, key: \"***\" }}\n{shown}", hidden);
        Assert.Equal(text, ConfigSecrets.Restore(hidden, text).Document);
    }

    [Theory]
    [InlineData("    clientSecrets:\n      - \"new\"\n      # - \"one\"\n      # - two\n      # it stays\n")]
    [InlineData("    clientSecrets: [\"new\",\n      # \"one\",\n      # 'two'\n      # it stays\n    ]\n")]
    [InlineData("    # clientSecrets:\n    #   - one\n    #   - \"two\"\n    # it stays\n")]
    [InlineData("    clientSecrets:\r\n      # - one\r\n\r\n      - \"new\" # 'two'\r\n      # it stays\r\n")]
    public void Items_of_a_list_of_secrets_are_hidden_in_comments_and_come_back_each(string list)
    {
        var text = $"integrations:\n  - id: a\n{list}";

        var hidden = ConfigSecrets.Hide(text);

        Assert.DoesNotMatch("one|two|new", hidden);
        Assert.Contains("# it stays", hidden, StringComparison.Ordinal);
        Assert.Equal(text, ConfigSecrets.Restore(hidden, text).Document);
    }

    [Fact]
    public void Items_of_another_list_stay_in_comments()
    {
        const string Text = "channels:\n  - id: web\n    sinks:\n      - ops\n      # - night\n";

        Assert.Equal(Text, ConfigSecrets.Hide(Text));
    }

    [Fact]
    public void Secret_of_the_earlier_version_is_hidden_in_a_comment_of_the_later_one()
    {
        var later = Document.Replace("third-secret", "fourth-one", StringComparison.Ordinal) + "# rotated away: third-secret\n";

        Assert.EndsWith("# rotated away: ***\n", ConfigSecrets.HideSince(later, Document), StringComparison.Ordinal);
    }

    [Fact]
    public void Comment_sign_within_a_value_begins_no_comment()
    {
        const string Text = "channels:\n  - id: web\n    name: '# secret: abc'\n    note: |\n      # secret: def\n";

        Assert.Equal(Text, ConfigSecrets.Hide(Text));
    }

    [Fact]
    public void Every_secret_of_a_sink_is_hidden()
    {
        var hidden = ConfigSecrets.Hide("""
            sinks:
              - { id: bot, type: slack, botToken: xoxb-secret, signingSecret: a-secret, channel: ops }
              - { id: teams, type: teams, url: "https://x.example/secret" }
              - { id: pd, type: pagerduty, routingKey: secret-key, signingSecret: b-secret }
              - { id: mail, type: email, smtp: { host: m, username: u, password: c-secret }, from: a@b.example, to: [a@b.example] }
              - { id: am, type: alertmanager, url: "https://am.example/shown" }
            """);

        Assert.DoesNotMatch("-secret|secret-|/secret", hidden);
        Assert.Contains("https://am.example/shown", hidden, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Hidden_document_comes_back_as_it_was(string newLine)
    {
        var text = Document.Replace("|-\n      https://hooks.example/T/B/x", "https://hooks.example/T/B/x", StringComparison.Ordinal).ReplaceLineEndings(newLine);

        var draft = ConfigSecrets.Restore(ConfigSecrets.Hide(text), text);

        Assert.Empty(draft.Errors);
        Assert.Equal(text, draft.Document);
        Assert.Equal(text, ConfigSecrets.Restore("\uFEFF" + ConfigSecrets.Hide(text), text).Document.TrimStart('\uFEFF'));
    }

    [Fact]
    public void Secrets_follow_their_ids_not_their_places()
    {
        var sent = ConfigSecrets.Restore("sinks: [{ id: new, secret: x }, { id: hook, type: webhook, secret: '***' }]", Document);

        Assert.Empty(sent.Errors);
        Assert.Contains("{ id: hook, type: webhook, secret: \"whsec_AAAA", sent.Document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sinks: [{ id: other, secret: '***' }]", "sinks[0].secret", 30)]
    [InlineData("sinks: [{ secret: '***' }]", "sinks[0].secret", 19)]
    [InlineData("integrations: [{ id: web, clientSecrets: ['***', '***', '***', '***'] }]", "integrations[0].clientSecrets[3]", 64)]
    [InlineData("integrations: [{ id: web, key: '*** (changed)' }]", "integrations[0].key", 32)]
    public void Mask_with_nothing_behind_it_is_an_error_at_its_place(string sent, string path, int column)
    {
        var error = Assert.Single(ConfigSecrets.Restore(sent, Document).Errors);

        Assert.Equal((path, 1, column), (error.Path, error.Line, error.Column));
    }

    [Theory]
    [InlineData("url: 'https://ops.example.evil/hook'", false)]
    [InlineData("url: 'https://ops.example:444/hook'", false)]
    [InlineData("url: 'http://ops.example/hook'", false)]
    [InlineData("url: '${env:OTHER}'", false)]
    [InlineData("url: 'https://ops.example@evil/'", false)]
    [InlineData("url: '***'", true)]
    [InlineData("url: 'https://ops.example/another'", true)]
    [InlineData("events: [resolved]", true)]
    public void Mask_keeps_its_secret_only_while_it_goes_to_the_same_host(string other, bool isKept)
    {
        var draft = ConfigSecrets.Restore($"sinks: [{{ id: hook, type: webhook, secret: '***', {other} }}]", Document);

        Assert.Equal(isKept ? [] : ["sinks[0].secret"], draft.Errors.Select(e => e.Path));
        Assert.Equal(isKept, draft.Document.Contains("whsec_", StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_tell_the_columns_of_what_was_sent()
    {
        const string Sent = "sinks: [{ id: hook, type: webhook, url: 'https://ops.example/a', secret: '***', when: 'bad' }]\n";
        var draft = ConfigSecrets.Restore(Sent, Document);

        var error = draft.AsSent(ConfigDocument.Parse(draft.Text, new FakeConfigValues()).Diagnostics).First(d => d.Path == "sinks[0].when");

        Assert.Equal(Sent.IndexOf("'bad'", StringComparison.Ordinal) + 1, error.Column);
    }

    [Fact]
    public void Changed_secrets_are_told_apart_from_kept_ones_and_never_shown()
    {
        var later = Document.Replace("third-secret", "fourth-secret", StringComparison.Ordinal).Replace("abc", "def", StringComparison.Ordinal);

        var hidden = ConfigSecrets.HideSince(later, Document);

        Assert.Contains("""clientSecrets: ["***", '${env:SECOND}', "*** (changed)"]""", hidden, StringComparison.Ordinal);
        Assert.Contains("""url: "*** (changed)", secret: "***",""", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("fourth", hidden, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sinks:\n- id: a\n  secret: >\n    folded\n    text\n\n# after\nchannels: []\n")]
    [InlineData("sinks:\n- id: a\n  secret: |+\n    block\n\n  type: console\n")]
    [InlineData("sinks:\n- id: a\n  secret: plain over\n    two lines\n  type: console\n")]
    [InlineData("sinks: [{id: a, secret: \"es\\\"caped, ] }\"}]")]
    [InlineData("sinks: [{id: a, 'secret': 'it''s'}, {id: b, secret: x}]")]
    [InlineData("{\"sinks\": [{\"id\": \"a\", \"secret\": \"s\\u00e9cret\"}]}")]
    [InlineData("sinks:\n- id: a\n  secret: s\u00e9cret\ud83d\ude00\n  routingKey: b\n")]
    public void Secret_is_hidden_however_it_is_written(string text)
    {
        var hidden = ConfigSecrets.Hide(text);

        foreach (var word in (string[])["folded", "block", "plain", "over", "es\\", "it''s", ": x", "cret\\u", "\u00e9", "\ud83d"])
            Assert.DoesNotContain(word, hidden, StringComparison.Ordinal);
        Assert.Contains("***", hidden, StringComparison.Ordinal);
        Assert.Contains("\"sinks\":", ConfigSecrets.ToJson(hidden).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_becomes_yaml_that_says_the_same()
    {
        var json = ConfigSecrets.ToJson(ConfigSecrets.Hide(Document));

        var draft = ConfigSecrets.Restore(json, Document, isJson: true);

        Assert.Empty(draft.Errors);
        Assert.StartsWith("integrations:\n- id: web\n", draft.Document.Replace("\n  ", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        var values = new FakeConfigValues { Variables = { ["SECOND"] = "second", ["KEY"] = "k" } };
        var (before, after) = (ConfigDocument.Parse(Document, values).Config!, ConfigDocument.Parse(draft.Document, values).Config!);
        Assert.Equal(before.Integrations[0].ClientSecrets.AsEnumerable(), after.Integrations[0].ClientSecrets);
        Assert.Equal(((SlackSinkConfig)before.Sinks[1]).Url, ((SlackSinkConfig)after.Sinks[1]).Url);
        Assert.Equal(before.Sinks[0].When!.Text, after.Sinks[0].When!.Text);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x\n")]
    [InlineData("a: !!str x\n")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void Document_that_is_no_yaml_of_ours_is_left_to_the_check(string sent)
    {
        var draft = ConfigSecrets.Restore(sent, Document);

        Assert.Equal(sent, draft.Text);
        Assert.Contains(ConfigDocument.Parse(draft.Text, new FakeConfigValues()).Diagnostics, d => d.IsError);
    }

    [Fact]
    public void Deep_nesting_ends_at_its_depth_and_not_in_the_stack()
    {
        var deep = new string('[', 500_000);

        Assert.Contains(ConfigDocument.Parse(ConfigSecrets.Restore(deep, Document).Text, new FakeConfigValues()).Diagnostics, d => d.Message.Contains("nested deeper", StringComparison.Ordinal));
    }
}
