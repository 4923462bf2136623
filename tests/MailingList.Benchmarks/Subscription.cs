using MailingList.Benchmarks.Support;

using MimeKit;

namespace MailingList.Benchmarks;

/// <summary>
/// What a subscription by mail costs the processor: the process `deliver` with the sendmail(1) that it starts, for the mail that asks, and
/// for the one that brings the token back; each against the sendmail alone with the same letter.
/// </summary>
internal static class Subscription
{
    internal const string WhatAsks = "a mail to -subscribe: processor";
    internal const string WhatConfirms = "the mail that confirms: processor";

    private const int Count = 25;
    private const double Most = 30;

    internal static (Pairs<Sample> Asks, Pairs<Sample> Confirms) Measure(Host host, Postfix postfix)
    {
        string list = host.CreateList("asked");
        string name = list.Split('@')[0];
        string domain = list.Split('@')[1];
        string subscribe = $"{name}-subscribe@{domain}";
        string mail = Path.Combine(host.Folder, "mail.eml");
        int next = 0;

        Some.WriteMail(mail, Some.Address(next), subscribe, "subscribe", string.Empty);
        Captured question = host.Capture(subscribe, Some.Address(next++), mail);
        Pairs<Sample> asks = Pairs<Sample>.Measure(
            Count,
            () =>
            {
                Some.WriteMail(mail, Some.Address(next), subscribe, "subscribe", string.Empty);
                return postfix.Measure(batches: 1, mail, host.DeliverCommand(subscribe, Some.Address(next++)));
            },
            () => postfix.Measure(batches: 1, question.Message, question.SendmailCommand(question.Batches.Single())));
        Pairs<Sample> confirms = Pairs<Sample>.Measure(
            Count,
            () =>
            {
                string address = Some.Address(next++);
                Some.WriteMail(mail, address, subscribe, "subscribe", string.Empty);
                using MimeMessage letter = MimeMessage.Load(host.Capture(subscribe, address, mail).Message);
                string confirm = letter.ReplyTo!.Mailboxes.Single().Address;
                Some.WriteMail(mail, address, confirm, $"Re: {letter.Subject}", letter.TextBody!.Replace("\n", "\n> ", StringComparison.Ordinal));
                return postfix.Measure(batches: 1, mail, host.DeliverCommand(confirm, address));
            },
            () => postfix.Measure(batches: 1, question.Message, question.SendmailCommand(question.Batches.Single())));
        return (asks, confirms);
    }

    internal static Row Judge(string what, Pairs<Sample> pairs)
    {
        double processor = Median.Of(pairs.A.Select(sample => sample.Processor));
        return new Row(
            what,
            Row.Time(processor),
            $"{Row.Time(Median.Of(pairs.B.Select(sample => sample.Processor)))}  its sendmail alone",
            pairs.Ratio(sample => sample.Processor),
            $"<= {Row.Time(Most)}",
            processor <= Most);
    }
}
