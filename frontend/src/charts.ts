// Charts beside their tables. Loaded by app.ts only when one comes into view: see `drawCharts` there.
// A chart reads the numbers of its own table, so the two can never differ.

import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

interface Series {
  name: string;
  values: (number | null)[];
}

/** Draw the chart of a figure: `data-chart` bars or line, `data-table` the id of its table, `data-columns` which. */
export function draw(figure: HTMLElement): void {
  const table = document.getElementById(figure.dataset["table"] ?? "");
  if (!(table instanceof HTMLTableElement)) return;
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const columns = (figure.dataset["columns"] ?? "").split(" ").map(Number);
  figure.hidden = false;
  const chart = init(figure, null, { renderer: "canvas" });
  chart.setOption(
    options(
      rows.map((row) => row.cells[0]?.dataset["short"] ?? row.cells[0]?.innerText ?? ""),
      columns.map((column) => series(table, rows, column)),
      figure.dataset["chart"] === "line" ? (figure.dataset["most"] ?? "") : null,
    ),
  );
  new ResizeObserver(() => chart.resize()).observe(figure);
}

function series(table: HTMLTableElement, rows: HTMLTableRowElement[], column: number): Series {
  const values = rows.map((row) => {
    const value = row.cells[column]?.dataset["value"];
    return value === undefined || value === "" ? null : Number(value);
  });
  return { name: table.tHead?.rows[0]?.cells[column]?.innerText ?? "", values };
}

/** `most`: null for bars of counts; for a line of percentages the end of the scale, or nothing to let it fit. */
function options(names: string[], all: Series[], most: string | null): EChartsCoreOption {
  const line = most !== null;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const text = {
    color: colour("sand-700"),
    fontFamily: getComputedStyle(document.body).fontFamily,
    fontSize: 13,
  };
  return {
    animation: false,
    color: [colour("teal-700"), colour("sand-500")],
    textStyle: text,
    aria: { enabled: true, label: { enabled: false }, decal: { show: !line && all.length > 1 } },
    grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: text, itemGap: 18 },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true },
    xAxis: { type: "category", data: names, axisTick: { show: false }, axisLabel: text },
    yAxis: {
      type: "value",
      min: 0,
      minInterval: 1,
      ...(most ? { max: Number(most) } : {}),
      axisLabel: { ...text, formatter: line ? "{value}%" : "{value}" },
      splitLine: { lineStyle: { color: colour("sand-200") } },
    },
    series: all.map((each) => ({
      name: each.name,
      type: line ? "line" : "bar",
      data: each.values,
      barMaxWidth: 22,
      connectNulls: false,
      symbolSize: 8,
      lineStyle: { width: 3 },
    })),
  };
}
