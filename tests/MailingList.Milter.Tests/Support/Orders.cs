using System.Text;

using MailingList.Milter.Answers;

namespace MailingList.Milter.Tests.Support;

/// <summary>The orders that <see cref="ObedientMilter"/> understands.</summary>
internal static class Orders
{
    private static readonly Dictionary<string, Func<Verdict>> Verdicts = new()
    {
        ["do-accept"] = () => Verdict.Accept,
        ["do-reject"] = () => Verdict.Reject,
        ["do-tempfail"] = () => Verdict.TemporaryFailure,
        ["do-discard"] = () => Verdict.Discard,
        ["do-skip"] = () => Verdict.Skip,
        ["do-refuse"] = () => Verdict.Refuse(550, "5.7.1", "100% refused,\nin two lines"),
        ["do-defer"] = () => Verdict.Refuse(451, "4.3.0", "not now"),
        ["do-hang-up"] = () => Verdict.Refuse(421, "4.3.2", "come again"),
        ["do-fail"] = () => throw new InvalidOperationException("ordered to fail"),
    };

    internal static ValueTask<Verdict> VerdictAsync(string text) =>
        new(Verdicts.Where(each => text.Contains(each.Key, StringComparison.Ordinal)).Select(each => each.Value()).FirstOrDefault());

    internal static async ValueTask ChangeAsync(string order, MessageChanges changes)
    {
        string[] words = order.Split(' ');
        string Rest(int from) => string.Join(' ', words.Skip(from));
        switch (words[0])
        {
            case "add-header":
                changes.AddHeader(words[1], Rest(2));
                break;
            case "fold-header":
                changes.AddHeader(words[1], Rest(2).Replace(" ", "\n ", StringComparison.Ordinal));
                break;
            case "insert-header":
                changes.InsertHeader(int.Parse(words[1], null), words[2], Rest(3));
                break;
            case "change-header":
                changes.ChangeHeader(int.Parse(words[1], null), words[2], Rest(3));
                break;
            case "delete-header":
                changes.DeleteHeader(int.Parse(words[1], null), words[2]);
                break;
            case "change-sender":
                changes.ChangeSender(words[1] == "nobody" ? string.Empty : words[1], words.Length > 2 ? Rest(2) : null);
                break;
            case "add-recipient":
                changes.AddRecipient(words[1], words.Length > 2 ? Rest(2) : null);
                break;
            case "delete-recipient":
                changes.DeleteRecipient(words[1]);
                break;
            case "replace-body":
                await changes.ReplaceBodyAsync(Encoding.UTF8.GetBytes(Rest(1) + "\r\n"));
                break;
            case "large-body":
                await changes.ReplaceBodyAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 62) + "\r\n", int.Parse(words[1], null) / 64))));
                break;
            case "empty-body":
                await changes.ReplaceBodyAsync(default);
                break;
            case "quarantine":
                changes.Quarantine(Rest(1));
                break;
            case "progress":
                await changes.ReportProgressAsync();
                break;
            default:
                throw new InvalidOperationException($"no such order: {order}");
        }
    }
}
