using System.Globalization;
using System.Text.Json;

using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Hosting;
using MailingList.Output;

namespace MailingList.Verbs;

[Verb("show", HelpText = "Show a list: its settings with their meaning, its owners, how many subscribers it has.")]
[Teach(
    """
    Examples:
      mailinglist show dev@lists.example.org
      mailinglist show dev@lists.example.org --json
      mailinglist show dev@lists.example.org --templates

    With --templates the exit code is 78 where a text has an error: the letter cannot be written until it is mended or taken away.
    """)]
internal sealed class ShowVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Option("json", HelpText = "As JSON.")]
    public bool AsJson { get; set; }

    [Option("templates", HelpText = "Instead, show with which texts its letters are written: your own files, or those that are built in.")]
    public bool WithTemplates { get; set; }

    internal override int Run()
    {
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        if (WithTemplates)
        {
            return ShowTemplates(session, list);
        }

        long subscribers = session.Lists.Subscribers.Count(list);
        long bounced = session.Lists.Subscribers.CountBounced(list);
        IReadOnlyDictionary<string, string> set = session.Lists.Settings.Of(list.Id);
        if (AsJson)
        {
            using Stream output = Console.OpenStandardOutput();
            Json.Write(output, json => WriteJson(json, list, subscribers, bounced, set));
            return ExitCodes.Done;
        }

        Console.Out.WriteLine($"{list.Address}: {subscribers.ToString("N0", CultureInfo.InvariantCulture)} subscribers{Without(bounced)}, created {list.Life.Time:yyyy-MM-dd HH:mm} UTC on {list.Life.Host}");
        Console.Out.WriteLine();
        Table.Write(Console.Out,
        [
            ["setting", "value", "default", "meaning"],
            .. Setting.All.Select(setting => (string[])
                [setting.Name, set.GetValueOrDefault(setting.Name, setting.Default), setting.Default, setting.Meaning]),
            [Assignment.OwnersKey, string.Join(",", list.Owners), string.Empty, "who answers for the list, and may always post"],
            [Assignment.ListIdKey, list.ListId, string.Empty, "the identifier in List-Id; fixed at creation"],
        ]);
        return ExitCodes.Done;
    }

    private static string Without(long bounced) =>
        bounced == 0 ? string.Empty : $" ({bounced.ToString("N0", CultureInfo.InvariantCulture)} without delivery, because mail came back)";

    private int ShowTemplates(Session session, ListSnapshot list)
    {
        IReadOnlyList<ShownTemplate> shown = ShownTemplate.All(new Templates(new TemplateFolder(session.Configuration.Templates)), list);
        if (AsJson)
        {
            ShownTemplate.WriteJson(shown, list);
        }
        else
        {
            ShownTemplate.WriteTable(shown);
        }

        return shown.Any(template => template.Error is not null) ? ExitCodes.Configuration : ExitCodes.Done;
    }

    private static void WriteJson(Utf8JsonWriter json, ListSnapshot list, long subscribers, long bounced, IReadOnlyDictionary<string, string> set)
    {
        json.WriteStartObject();
        json.WriteString("list", list.Address.Text);
        json.WriteNumber("subscribers", subscribers);
        json.WriteNumber("bounced", bounced);
        json.WriteString("created", list.Life.Time);
        json.WriteString("created-on", list.Life.Host);
        json.WriteString(Assignment.ListIdKey, list.ListId);
        json.WriteStartArray(Assignment.OwnersKey);
        foreach (var owner in list.Owners)
        {
            json.WriteStringValue(owner.Text);
        }

        json.WriteEndArray();
        json.WriteStartObject("settings");
        foreach (Setting setting in Setting.All)
        {
            json.WriteString(setting.Name, set.GetValueOrDefault(setting.Name, setting.Default));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
